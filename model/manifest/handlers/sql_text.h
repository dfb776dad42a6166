#pragma once

#include <string>

#include "model/manifest/function_plan.h"

namespace virga::model {

// The statement that stands for an access to a SQL database (PostgreSQL), with the parameters :id and, for a write, :item.
std::string sqlOf(Access access);

// The same for JDBC, whose parameters are texts: the item is made JSON by the statement.
std::string postgresSqlOf(Access access);

}  // namespace virga::model
