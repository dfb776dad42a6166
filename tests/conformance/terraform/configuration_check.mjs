// Compares a configuration, as @cdktf/hcl2json reads it, with the providers' schemas: types, attributes, blocks, what must be
// there and what only the provider sets; and the references between resources.

const kMeta = new Set(['count', 'for_each', 'depends_on', 'lifecycle', 'provider', 'connection', 'provisioner']);

const asList = (value) => (Array.isArray(value) ? value : [value]);

function checkBlock(value, schema, path, found) {
  for (const [name, given] of Object.entries(value)) {
    const top = path.split('.').length === 2;
    const key = name === 'dynamic' ? null : name;
    if (key === null || (top && kMeta.has(key))) continue;
    const attribute = schema.attributes[key];
    const block = schema.blocks[key];
    if (!attribute && !block) found.push(`${path}: there is no '${key}'`);
    else if (attribute && !attribute.required && !attribute.optional) found.push(`${path}: '${key}' is set by the provider alone`);
    else if (attribute) checkType(given, attribute.type, `${path}.${key}`, found);
    else {
      if (block.max && asList(given).length > block.max) found.push(`${path}: at most ${block.max} '${key}'`);
      for (const one of asList(given)) {
        if (typeof one !== 'object') found.push(`${path}: '${key}' is a block`);
        else checkBlock(one, block, `${path}.${key}`, found);
      }
    }
  }
  for (const [name, { required }] of Object.entries(schema.attributes))
    if (required && !(name in value)) found.push(`${path}: '${name}' is missing`);
  for (const [name, { min }] of Object.entries(schema.blocks))
    if (min && !(name in value) && !('dynamic' in value)) found.push(`${path}: block '${name}' is missing`);
}

// An expression can be of any type.
const isExpression = (value) => typeof value === 'string' && value.includes('${');

function checkType(value, type, path, found) {
  if (isExpression(value) || type === 'dynamic') return;
  const wrong = (wanted) => found.push(`${path}: ${wanted} wanted, not ${JSON.stringify(value)}`);
  if (type === 'string') return void (typeof value === 'object' && wrong('text'));
  if (type === 'number') return void (Number.isNaN(Number(value)) && wrong('a number'));
  if (type === 'bool') return void (![true, false, 'true', 'false'].includes(value) && wrong('true or false'));
  const [kind] = type;
  if ((kind === 'list' || kind === 'set') && !Array.isArray(value)) wrong('a list');
  if (kind === 'map' && (typeof value !== 'object' || Array.isArray(value))) wrong('a map');
}

export function checkConfiguration(configuration, providers) {
  const found = [];
  const schemaOf = (kind, type) => Object.values(providers).find((provider) => provider[kind][type])?.[kind][type];
  for (const [section, kind] of [['resource', 'resources'], ['data', 'data']])
    for (const [type, named] of Object.entries(configuration[section] ?? {})) {
      const schema = schemaOf(kind, type);
      if (!schema) {
        found.push(`there is no ${section} '${type}'`);
        continue;
      }
      for (const [name, blocks] of Object.entries(named)) {
        if (blocks.length > 1) found.push(`${type}.${name} is there ${blocks.length} times`);
        for (const block of blocks) checkBlock(block, schema, `${type}.${name}`, found);
      }
    }
  const text = JSON.stringify(configuration);
  for (const [, type, name, attribute] of text.matchAll(/(?<![\w.])((?:aws|azurerm|google|oci)_\w+)\.(\w+)\.(\w+)/g)) {
    const data = text.includes(`data.${type}.${name}`);
    const schema = schemaOf(data ? 'data' : 'resources', type);
    const there = (data ? configuration.data : configuration.resource)?.[type]?.[name];
    if (!there) found.push(`${type}.${name} is referred to, but isn't there`);
    else if (schema && !schema.attributes[attribute] && !schema.blocks[attribute]) found.push(`${type}.${name} has no '${attribute}'`);
  }
  for (const [, name] of text.matchAll(/(?<![\w.])var\.(\w+)/g))
    if (!(name in (configuration.variable ?? {}))) found.push(`var.${name} isn't declared`);
  return [...new Set(found)];
}
