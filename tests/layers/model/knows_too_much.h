#pragma once

#include <string>

#include <QString>
#include <qobject.h>

#include "../io/file.h"
#include "app/cli/table.h"
#include "model/units/money.h"
#include "simulator/results/result.h"
#include "ui/theme/theme.h"
