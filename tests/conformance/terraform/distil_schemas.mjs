// Distils the schemas that the Terraform exports are checked against.
//
// usage: distil_schemas.mjs NODE_MODULES OCI_SCHEMA
//
// NODE_MODULES holds @cdktf/provider-aws, -azurerm and -google, whose generated classes say of each attribute and block
// what it is. OCI_SCHEMA is a provider schema in JSON ({resources: {type: {block}}}) made from the source of
// oracle/terraform-provider-oci v8.28.0. Written are schemas/{aws,azurerm,google,oci}.json beside this script: of each type
//   {"attributes": {name: {"type", "required"|"optional", "computed"}}, "blocks": {name: {"nesting", "min", "max", …}}}
// for those types that exports may use; one line a type.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [modules, ociSchema] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));

const wanted = {
  aws: /^aws_(apigatewayv2_\w+|appautoscaling_(policy|target)|api_gateway_(rest_api|resource|method|integration|deployment|stage|authorizer|method_settings)|cloudwatch_event_(api_destination|bus|connection|rule|target|archive|permission)|cloudwatch_log_(group|resource_policy)|cloudwatch_(dashboard|metric_alarm)|cognito_user_pool|cognito_user_pool_(client|domain)|db_(instance|proxy|subnet_group)|dynamodb_table|ecr_repository|ecs_(cluster|service|task_definition)|eip|elasticache_(serverless_cache|replication_group|subnet_group)|iam_(policy|role|role_policy|role_policy_attachment)|internet_gateway|kinesis_stream|kms_(alias|key)|lambda_(alias|event_source_mapping|function|function_event_invoke_config|function_url|layer_version|permission|provisioned_concurrency_config)|lb|lb_(listener|listener_rule|target_group|target_group_attachment)|nat_gateway|pipes_pipe|rds_cluster|rds_cluster_instance|route|route53_(record|zone)|route_table|route_table_association|s3_bucket|s3_bucket_(lifecycle_configuration|notification|ownership_controls|policy|public_access_block|server_side_encryption_configuration|versioning)|scheduler_schedule|scheduler_schedule_group|secretsmanager_secret|secretsmanager_secret_version|security_group|sfn_state_machine|sns_topic|sns_topic_(policy|subscription)|sqs_queue|sqs_queue_(policy|redrive_policy)|ssm_parameter|subnet|vpc|vpc_endpoint|vpc_security_group_(egress|ingress)_rule|caller_identity|partition|region)$/,
  azurerm: /^azurerm_(api_management|api_management_(api|api_operation|api_operation_policy|api_policy|backend|logger|named_value)|app_service_plan|application_insights|cosmosdb_(account|sql_container|sql_database|sql_role_assignment)|eventgrid_(domain|event_subscription|system_topic|system_topic_event_subscription|topic)|eventhub|eventhub_(authorization_rule|consumer_group|namespace)|function_app_flex_consumption|key_vault|key_vault_(access_policy|secret)|linux_function_app|log_analytics_workspace|logic_app_(workflow|trigger_http_request|trigger_recurrence|action_custom|action_http|standard)|managed_redis|mssql_(database|firewall_rule|server)|monitor_(action_group|diagnostic_setting|metric_alert)|nat_gateway|network_security_group|postgresql_flexible_server|postgresql_flexible_server_(configuration|database|firewall_rule|active_directory_administrator)|private_(dns_zone|dns_zone_virtual_network_link|endpoint)|redis_cache|resource_group|role_(assignment|definition)|service_plan|servicebus_(namespace|queue|subscription|subscription_rule|topic|namespace_authorization_rule|queue_authorization_rule)|signalr_service|storage_(account|account_network_rules|account_queue_properties|blob|container|queue|table|management_policy)|subnet|subnet_network_security_group_association|user_assigned_identity|virtual_network|web_pubsub|web_pubsub_hub|client_config|subscription)$/,
  google: /^google_(api_gateway_\w+|app_engine_application|artifact_registry_repository|artifact_registry_repository_iam_member|bigquery_(dataset|table)|cloud_run_service_iam_member|cloud_run_v2_(service|service_iam_member|job)|cloud_scheduler_job|cloud_tasks_queue|cloud_tasks_queue_iam_member|cloudfunctions_function|cloudfunctions_function_iam_member|cloudfunctions2_function|cloudfunctions2_function_iam_member|compute_(firewall|global_address|network|subnetwork|router|router_nat)|endpoints_service|eventarc_(channel|message_bus|enrollment|pipeline|trigger)|firestore_(database|document|field|index)|iam_workload_identity_pool|identity_platform_config|kms_(crypto_key|key_ring|crypto_key_iam_member)|logging_(project_bucket_config|project_sink|metric)|monitoring_(alert_policy|dashboard|notification_channel)|project|project_iam_(audit_config|binding|custom_role|member)|project_service|project_service_identity|pubsub_(schema|subscription|subscription_iam_member|topic|topic_iam_member)|redis_instance|memorystore_instance|secret_manager_(secret|secret_iam_member|secret_version)|service_account|service_account_iam_member|service_networking_connection|spanner_(database|instance)|sql_(database|database_instance|user)|storage_(bucket|bucket_iam_member|bucket_object|notification|project_service_account)|vpc_access_connector|workflows_workflow|client_config)$/,
};

// Of google-beta what google hasn't.
wanted['google-beta'] = /^google_api_gateway_\w+$/;

const lower = (text) => text[0].toLowerCase() + text.slice(1);
const camel = (name) => name.replace(/_([a-z0-9])/g, (_, c) => c.toUpperCase());
const scalars = {
  string: 'string', number: 'number', boolean: 'bool', any: 'dynamic', stringMap: ['map', 'string'], numberMap: ['map', 'number'],
  booleanMap: ['map', 'bool'], anyMap: ['map', 'string'], stringList: ['list', 'string'], numberList: ['list', 'number'],
  booleanList: ['list', 'bool'],
};
const getters = {
  String: 'string', Number: 'number', Boolean: 'bool', List: ['list', 'string'], NumberList: ['list', 'number'],
  StringMap: ['map', 'string'], NumberMap: ['map', 'number'], BooleanMap: ['map', 'bool'], AnyMap: ['map', 'string'],
};

// The text from a class's head to the next class or function at the start of a line.
function bodyOf(code, className) {
  const from = code.indexOf(`class ${className} extends`);
  if (from < 0) return '';
  const rest = code.slice(from + 6);
  const end = rest.search(/\n(class|function|exports\.)/);
  return end < 0 ? rest : rest.slice(0, end);
}

// Attributes that only the provider sets, with the types that their getters have.
function computedIn(code, className) {
  const found = {};
  const body = bodyOf(code, className);
  for (const [, name, getter] of body.matchAll(/\/\/ (\w+) - computed: true, optional: false, required: false\n\s+get \w+\(\) \{\n\s+return (?:cdktf\.Fn\.\w+\()*this\.get(\w+?)Attribute\(/g))
    found[name] = { type: getters[getter] ?? 'dynamic', computed: true };
  for (const [, name, list] of body.matchAll(/\/\/ (\w+) - computed: true, optional: false, required: false\n\s+this\._\w+ = new (\w+?)(?:List|Map)?\(this, "\w+"/g)) {
    if (name in found) continue;
    const element = `${list.replace(/List$/, '')}OutputReference`;
    const inner = bodyOf(code, element) ? computedIn(code, element) : null;
    const type = inner ? ['list', ['object', Object.fromEntries(Object.entries(inner).map(([n, a]) => [n, a.type]))]] : ['map', 'string'];
    found[name] = { type, computed: true };
  }
  return found;
}

// Of each interface in the declarations: the members, whether they must be there, and their types.
function interfacesIn(declarations) {
  const found = {};
  for (const [, name, body] of declarations.matchAll(/export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g))
    found[name] = Object.fromEntries(
      [...body.matchAll(/\n {4}readonly (\w+)(\??): ([^;]+);/g)].map(([, member, optional, type]) => [member, { required: !optional, type }]));
  return found;
}

function membersOf(text) {
  return [...text.matchAll(/\n\s+(\w+): \{\n\s+value: .*?\n\s+isBlock: (true|false),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)"/g)]
    .map(([, name, block, type, storage]) => ({ name, isBlock: block === 'true', type, storage }));
}

function schemaOf(code, declarations) {
  const interfaces = interfacesIn(declarations);
  const structs = {};
  for (const [, name, body] of code.matchAll(/function (\w+?)ToHclTerraform\(struct\) \{([\s\S]*?)\n\}/g)) structs[name] = membersOf(body);
  const className = /export declare class (\w+) extends cdktf\.Terraform(?:Resource|DataSource|Provider)/.exec(declarations)[1];
  const typed = (member) => {
    const type = scalars[member.storage] ?? 'dynamic';
    return member.type === 'set' && Array.isArray(type) ? ['set', type[1]] : type;
  };
  function block(members, interfaceName, reference) {
    const schema = { attributes: {}, blocks: {} };
    for (const member of members) {
      const declared = interfaces[interfaceName]?.[camel(member.name)];
      const struct = member.storage.replace(/(List|Map)$/, '');
      const inner = structs[lower(struct)];
      const need = declared?.required ? { required: true } : { optional: true, computed: true };
      if (inner && member.isBlock) {
        const single = member.type === 'struct' || (declared && !declared.type.includes('[]'));
        const nesting = member.name === 'timeouts' ? 'single' : member.type === 'set' ? 'set' : 'list';
        const limits = nesting === 'single' ? {} : { ...(declared?.required ? { min: 1 } : {}), ...(single ? { max: 1 } : {}) };
        schema.blocks[member.name] = { nesting, ...limits, ...block(inner, struct, `${struct}OutputReference`) };
      } else if (inner) {
        const fields = block(inner, struct, `${struct}OutputReference`).attributes;
        schema.attributes[member.name] = {
          type: [member.type === 'set' ? 'set' : 'list', ['object', Object.fromEntries(Object.entries(fields).map(([n, a]) => [n, a.type]))]], ...need };
      } else {
        schema.attributes[member.name] = { type: typed(member), ...need };
      }
    }
    for (const [name, attribute] of Object.entries(computedIn(code, reference)))
      if (!(name in schema.attributes) && !(name in schema.blocks)) schema.attributes[name] = attribute;
    return schema;
  }
  const whole = block(membersOf(code.slice(code.lastIndexOf('synthesizeHclAttributes'))), `${className}Config`, className);
  return whole;
}

function fromPackage(provider) {
  const folder = join(modules, '@cdktf', `provider-${provider}`);
  const lib = join(folder, 'lib');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const providerVersion = /providerVersion: '([^']+)'/.exec(readFileSync(join(lib, 'provider/index.js'), 'utf8'))[1];
  const result = { source: `@cdktf/provider-${provider} ${version}: hashicorp/${provider} ${providerVersion}`, resources: {}, data: {} };
  for (const name of readdirSync(lib).sort()) {
    const path = join(lib, name, 'index.js');
    if (!existsSync(path)) continue;
    const code = readFileSync(path, 'utf8');
    const type = /tfResourceType = "([^"]+)"/.exec(code)?.[1];
    if (!type || !wanted[provider].test(type)) continue;
    const kind = name.startsWith('data-') ? 'data' : 'resources';
    const schema = schemaOf(code, readFileSync(join(lib, name, 'index.d.ts'), 'utf8'));
    schema.attributes.id ??= { type: 'string', optional: true, computed: true };
    result[kind][type] = schema;
  }
  result.provider = schemaOf(readFileSync(join(lib, 'provider/index.js'), 'utf8'), readFileSync(join(lib, 'provider/index.d.ts'), 'utf8'));
  delete result.provider.attributes.alias;
  return result;
}

function fromSchema(path) {
  const convert = (block = {}) => ({
    attributes: Object.fromEntries(Object.entries(block.attributes ?? {}).map(([name, { type, required, optional, computed }]) =>
      [name, { type: type ?? 'dynamic', ...(required && { required }), ...(optional && { optional }), ...(computed && { computed }) }])),
    blocks: Object.fromEntries(Object.entries(block.block_types ?? {}).map(([name, inner]) =>
      [name, { nesting: inner.nesting_mode, ...(inner.min_items && { min: inner.min_items }), ...(inner.max_items && { max: inner.max_items }), ...convert(inner.block) }])),
  });
  const whole = JSON.parse(readFileSync(path, 'utf8'));
  const all = (schemas) => Object.fromEntries(Object.entries(schemas ?? {}).sort().map(([type, { block }]) => [type, convert(block)]));
  return { source: 'oracle/terraform-provider-oci v8.28.0, its source', provider: convert(whole.provider?.block), resources: all(whole.resources), data: all(whole.data) };
}

function save(provider, { source, provider: own, resources, data }) {
  const lines = (schemas) => Object.entries(schemas).map(([type, schema]) => `${JSON.stringify(type)}: ${JSON.stringify(schema)}`).join(',\n');
  const path = join(here, 'schemas', `${provider}.json`);
  writeFileSync(path, `{"source": ${JSON.stringify(source)},\n"provider": ${JSON.stringify(own)},\n"resources": {\n${lines(resources)}\n},\n"data": {\n${lines(data)}\n}}\n`);
  console.log(`${path}: ${Object.keys(resources).length} resources, ${Object.keys(data).length} data sources`);
}

for (const provider of Object.keys(wanted)) save(provider, fromPackage(provider));
if (ociSchema) save('oci', fromSchema(ociSchema));
