// Providers of Terraform that have only schemas: they let the real terraform or tofu read, validate and plan a configuration
// without a network. They say no where an attribute is set that only the real provider sets.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { protocol } from './plugin_protocol.mjs';

const kNesting = { single: 1, list: 2, set: 3, map: 4, group: 5 };
const kError = 1;

function schemaOf(schema) {
  const block = ({ attributes, blocks }) => ({
    attributes: Object.entries(attributes).map(([name, { type, ...flags }]) => ({ name, type: Buffer.from(JSON.stringify(type)), ...flags })),
    block_types: Object.entries(blocks).map(([type_name, inner]) => ({
      type_name, nesting: kNesting[inner.nesting], min_items: inner.min ?? 0, max_items: inner.max ?? 0, block: block(inner) })),
  });
  return { version: 0, block: block(schema) };
}

// Calls `visit` with each block of a value and its schema.
function walk(schema, value, path, visit) {
  if (value === null || typeof value !== 'object') return;
  visit(schema, value, path);
  for (const [name, inner] of Object.entries(schema.blocks)) {
    const within = value[name];
    if (Array.isArray(within)) within.forEach((one, i) => walk(inner, one, `${path}${name}[${i}].`, visit));
    else if (inner.nesting === 'single') walk(inner, within ?? null, `${path}${name}.`, visit);
  }
}

// Serves the schemas of each provider at a socket in `folder`; returns the value of TF_REATTACH_PROVIDERS and a way to stop.
// providers: {"registry.terraform.io/hashicorp/aws": path of its schemas}
export async function serveSchemas(providers, folder, modules) {
  const require = createRequire(join(modules, 'here.js'));
  const grpc = require('@grpc/grpc-js');
  const loader = require('@grpc/proto-loader');
  const { encode, decode, ExtData } = require('@msgpack/msgpack');
  const unknown = new ExtData(0, Uint8Array.of(0));
  const service = grpc.loadPackageDefinition(loader.fromJSON(protocol, { keepCase: true, longs: Number, defaults: true })).tfplugin5.Provider.service;
  const written = (value) => ({ msgpack: Buffer.from(encode(value)) });
  const read = (dynamic) => (dynamic?.msgpack?.length ? decode(dynamic.msgpack) : null);

  function refusals(schema, value) {
    const diagnostics = [];
    walk(schema, value, '', ({ attributes }, block, path) => {
      for (const [name, { required, optional }] of Object.entries(attributes))
        if (!required && !optional && block[name] !== null && block[name] !== undefined)
          diagnostics.push({ severity: kError, summary: 'Read-only attribute', detail: `${path}${name} is set by the provider alone` });
    });
    return diagnostics;
  }
  function withUnknowns(schema, value) {
    walk(schema, value, '', ({ attributes }, block) => {
      for (const [name, { computed }] of Object.entries(attributes)) if (computed && (block[name] ?? null) === null) block[name] = unknown;
    });
    return value;
  }

  const servers = [];
  const reattach = {};
  for (const [address, path] of Object.entries(providers)) {
    const schemas = JSON.parse(readFileSync(path, 'utf8'));
    const all = (kind) => Object.fromEntries(Object.entries(schemas[kind]).map(([type, schema]) => [type, schemaOf(schema)]));
    const server = new grpc.Server({ 'grpc.max_send_message_length': -1, 'grpc.max_receive_message_length': -1 });
    server.addService(service, {
      GetSchema: (call, answer) => answer(null, { provider: schemaOf(schemas.provider), resource_schemas: all('resources'), data_source_schemas: all('data') }),
      PrepareProviderConfig: ({ request }, answer) => answer(null, { prepared_config: request.config }),
      ValidateResourceTypeConfig: ({ request }, answer) =>
        answer(null, { diagnostics: refusals(schemas.resources[request.type_name], read(request.config)) }),
      ValidateDataSourceConfig: ({ request }, answer) =>
        answer(null, { diagnostics: refusals(schemas.data[request.type_name], read(request.config)) }),
      UpgradeResourceState: ({ request }, answer) => answer(null, { state: written(JSON.parse(request.raw_state.json.toString())) }),
      Configure: (call, answer) => answer(null, {}),
      ReadResource: ({ request }, answer) => answer(null, { state: request.current_state }),
      PlanResourceChange: ({ request }, answer) => {
        const proposed = read(request.proposed_new_state);
        const planned = proposed === null ? null : withUnknowns(schemas.resources[request.type_name], proposed);
        answer(null, { planned_state: written(planned) });
      },
      ReadDataSource: ({ request }, answer) => {
        const state = read(request.config);
        for (const [name, { type, computed }] of Object.entries(schemas.data[request.type_name].attributes))
          if (computed && (state[name] ?? null) === null) state[name] = type === 'string' ? `any-${name}` : null;
        answer(null, { state: written(state) });
      },
      Stop: (call, answer) => answer(null, {}),
    });
    const socket = join(folder, `${address.split('/').pop()}.sock`);
    await new Promise((resolve, reject) => {
      server.bindAsync(`unix:${socket}`, grpc.ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve()));
    });
    servers.push(server);
    reattach[address] = { Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: { Network: 'unix', String: socket } };
  }
  return { reattach: JSON.stringify(reattach), stop: () => servers.forEach((server) => server.forceShutdown()) };
}
