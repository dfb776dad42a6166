#include <QString>

#include "app/cli/table.h"
#include "model/problem.h"
#include "simulator/results/result.h"
#include "ui/../model/problem.h"
