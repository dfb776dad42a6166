#include <QString>

#include "model/problem.h"
#include "simulator/results/result.h"
#include "ui/theme/theme.h"
