#pragma once

#include "model/manifest/cfn_yaml.h"
#include "model/problem.h"

namespace virga::model {

// The same template in plain CloudFormation: each AWS::Serverless::* resource of samTemplate() as the resources that the
// SAM transform makes of it, under the names that it gives them, without Transform and macros. Where SAM attaches managed
// policies, the roles get statements for just the resource's own logs, traces, queues and network. The code of each
// function is the archive <CodePrefix><folder>.zip in CodeBucket, two parameters that are added.
// Notes tell what SAM does at each deployment and plain CloudFormation doesn't. Total for what samTemplate() writes.
Tree expandServerless(const Tree& sam, Problems& notes);

}  // namespace virga::model
