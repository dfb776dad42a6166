#include <vector>

#include <QtCore/QString>
#include <qcustomplot.h>
#include <queue>

#include "app/cli/table.h"
#include "model/problem.h"
#include "simulator/results/result.h"
#include "ui/document/document.h"
