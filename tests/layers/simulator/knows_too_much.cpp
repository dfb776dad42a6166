#include <vector>

#include <QtCore/QString>
#include <qcustomplot.h>
#include <queue>

#include "model/problem.h"
#include "simulator/results/result.h"
#include "ui/document/document.h"
#include "app/cli/table.h"
