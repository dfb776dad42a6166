// SQL databases: Aurora Serverless with the Data API, by which functions query over HTTPS without a connection of their own.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr double kCapacityMax = 256, kCapacityStep = 0.5;  // Aurora capacity units of a serverless instance

void addSubnets(SamContext& sam, const std::string& subnets, const std::string& group, const ComponentId& id) {
  askForNetwork(sam);
  Tree& subnetGroup = sam.resources[subnets];
  subnetGroup["Type"] = "AWS::RDS::DBSubnetGroup";
  subnetGroup["Properties"]["DBSubnetGroupDescription"] = "Database " + id;
  subnetGroup["Properties"]["SubnetIds"] = refTo("PrivateSubnetIds");
  subnetGroup["Properties"]["Tags"] = sam.tagList(id);
  Tree& securityGroup = sam.resources[group];
  securityGroup["Type"] = "AWS::EC2::SecurityGroup";
  securityGroup["Properties"]["GroupDescription"] = "Database " + id + ": nothing connects to it but the Data API";
  securityGroup["Properties"]["VpcId"] = refTo("VpcId");
  securityGroup["Properties"]["Tags"] = sam.tagList(id);
}

}  // namespace

void addDatabases(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* database = std::get_if<SqlDb>(&component.kind);
    if (!database) continue;
    const ComponentId& id = component.id;
    const std::string name = sam.ids.of(id);
    const std::string subnets = sam.ids.take(name + "Subnets"), group = sam.ids.take(name + "SecurityGroup");
    const std::string instance = sam.ids.take(name + "Instance");
    addSubnets(sam, subnets, group, id);
    // Room for twice the mean that the design states.
    const double wanted = std::ceil(database->capacity * 2 / kCapacityStep) * kCapacityStep;
    Tree cluster = Tree::object();
    cluster["Type"] = "AWS::RDS::DBCluster";
    cluster["DeletionPolicy"] = "Snapshot";
    cluster["UpdateReplacePolicy"] = "Snapshot";
    Tree& properties = cluster["Properties"];
    properties["Engine"] = "aurora-postgresql";
    properties["DatabaseName"] = "app";
    properties["MasterUsername"] = "app";
    properties["ManageMasterUserPassword"] = true;
    properties["EnableHttpEndpoint"] = true;
    properties["ServerlessV2ScalingConfiguration"] = {{"MinCapacity", kCapacityStep},
                                                      {"MaxCapacity", std::clamp(wanted, 1.0, kCapacityMax)}};
    properties["StorageEncrypted"] = true;
    properties["BackupRetentionPeriod"] = 7;
    properties["CopyTagsToSnapshot"] = true;
    properties["DBSubnetGroupName"] = refTo(subnets);
    properties["VpcSecurityGroupIds"] = Tree::array({getAtt(group, "GroupId")});
    properties["Tags"] = sam.tagList(id);
    sam.resources[name] = cluster;
    Tree& server = sam.resources[instance];
    server["Type"] = "AWS::RDS::DBInstance";
    server["Properties"]["Engine"] = "aurora-postgresql";
    server["Properties"]["DBClusterIdentifier"] = refTo(name);
    server["Properties"]["DBInstanceClass"] = "db.serverless";
    server["Properties"]["PubliclyAccessible"] = false;
    server["Properties"]["Tags"] = sam.tagList(id);
    sam.output(name + "Arn", "ARN of the database " + id, getAtt(name, "DBClusterArn"));
    sam.output(name + "SecretArn", "Secret with the password of the database " + id,
               getAtt(name, "MasterUserSecret.SecretArn"));
    sam.note(Severity::info, "database-by-data-api", id,
             fmt::format("'{}' is an Aurora Serverless cluster that functions query through the Data API; its limit of {} "
                         "connections{} isn't deployed: the Data API keeps the connections",
                         id, database->connectionLimit, database->pool ? " and its pool" : ""));
    sam.note(Severity::warning, "database-table", id,
             fmt::format("the handlers use a table of '{}' that isn't there yet", id),
             "run once: CREATE TABLE items (id text PRIMARY KEY, item jsonb NOT NULL)");
  }
}

}  // namespace virga::model
