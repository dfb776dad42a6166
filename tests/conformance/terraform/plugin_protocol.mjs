// Terraform's plugin protocol 5 (hashicorp/terraform, docs/plugin-protocol, version 5.6), as far as a provider that has only
// schemas speaks it: messages as protobuf.js describes them, field names with their numbers.
const types = {
  DynamicValue: { msgpack: ['bytes', 1], json: ['bytes', 2] },
  Diagnostic: { severity: ['int32', 1], summary: ['string', 2], detail: ['string', 3] },
  RawState: { json: ['bytes', 1] },
  Schema: { version: ['int64', 1], block: ['SchemaBlock', 2] },
  SchemaBlock: { version: ['int64', 1], attributes: ['SchemaAttribute', 2, 'repeated'], block_types: ['SchemaNestedBlock', 3, 'repeated'] },
  SchemaAttribute: { name: ['string', 1], type: ['bytes', 2], required: ['bool', 4], optional: ['bool', 5], computed: ['bool', 6] },
  SchemaNestedBlock: { type_name: ['string', 1], block: ['SchemaBlock', 2], nesting: ['int32', 3], min_items: ['int64', 4], max_items: ['int64', 5] },
  Nothing: {},
  SchemaResponse: {
    provider: ['Schema', 1], resource_schemas: ['Schema', 2, 'map'], data_source_schemas: ['Schema', 3, 'map'],
    diagnostics: ['Diagnostic', 4, 'repeated'] },
  ConfigRequest: { config: ['DynamicValue', 1] },
  PreparedResponse: { prepared_config: ['DynamicValue', 1], diagnostics: ['Diagnostic', 2, 'repeated'] },
  ValidateRequest: { type_name: ['string', 1], config: ['DynamicValue', 2] },
  DiagnosticsResponse: { diagnostics: ['Diagnostic', 1, 'repeated'] },
  ConfigureRequest: { terraform_version: ['string', 1], config: ['DynamicValue', 2] },
  UpgradeRequest: { type_name: ['string', 1], version: ['int64', 2], raw_state: ['RawState', 3] },
  StateResponse: { state: ['DynamicValue', 1], diagnostics: ['Diagnostic', 2, 'repeated'] },
  ReadRequest: { type_name: ['string', 1], current_state: ['DynamicValue', 2] },
  PlanRequest: { type_name: ['string', 1], prior_state: ['DynamicValue', 2], proposed_new_state: ['DynamicValue', 3], config: ['DynamicValue', 4] },
  PlanResponse: { planned_state: ['DynamicValue', 1], diagnostics: ['Diagnostic', 4, 'repeated'] },
};
const methods = {
  GetSchema: ['Nothing', 'SchemaResponse'],
  PrepareProviderConfig: ['ConfigRequest', 'PreparedResponse'],
  ValidateResourceTypeConfig: ['ValidateRequest', 'DiagnosticsResponse'],
  ValidateDataSourceConfig: ['ValidateRequest', 'DiagnosticsResponse'],
  UpgradeResourceState: ['UpgradeRequest', 'StateResponse'],
  Configure: ['ConfigureRequest', 'DiagnosticsResponse'],
  ReadResource: ['ReadRequest', 'StateResponse'],
  PlanResourceChange: ['PlanRequest', 'PlanResponse'],
  ReadDataSource: ['ValidateRequest', 'StateResponse'],
  Stop: ['Nothing', 'Nothing'],
};

function fieldOf([type, id, rule]) {
  if (rule === 'map') return { keyType: 'string', type, id };
  return rule ? { rule, type, id } : { type, id };
}

export const protocol = {
  nested: {
    tfplugin5: {
      nested: {
        ...Object.fromEntries(Object.entries(types).map(([name, fields]) =>
          [name, { fields: Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, fieldOf(text)])) }])),
        Provider: {
          methods: Object.fromEntries(Object.entries(methods).map(([name, [requestType, responseType]]) => [name, { requestType, responseType }])),
        },
      },
    },
  },
};
