#pragma once

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

// The functions that the dynamic groups of the configuration consist of, by their matching rules
// (docs.oracle.com/iaas/Content/Identity/Tasks/managingdynamicgroups.htm, 2026). Before policies are read.
void noteDynamicGroups(CloudDesign& cloud);

// What the statements of an oci_identity_policy let functions do to components: "Allow dynamic-group G to use queue-push in
// … where target.queue.id = '…'" (docs.oracle.com/iaas/Content/Identity/policiesgs/get-started-with-policies.htm, 2026). A
// statement without `where` is of the one component of its kind, if there is one alone.
void addOraclePolicy(CloudDesign& cloud, const TerraformResource& policy);

}  // namespace virga::model
