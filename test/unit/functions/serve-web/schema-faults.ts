/**
 * What of a JSON value is not as a schema of the OpenAPI document says: the keywords that the document uses, and no others, so
 * that a new one is not passed over. Stricter than JSON Schema: what an object has beyond the properties described is a fault.
 */
import openApiDocument from '../../../../lambdas/functions/serve-web/openapi.json' with { type: 'json' };

export type Schema = Readonly<Record<string, unknown>>;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text) => URL.canParse(text),
  email: (text) => text.includes('@'),
};

/** Each says whether the value is as the keyword asks; only asked of values of the keyword's type. */
const KEYWORDS: Readonly<Record<string, (value: unknown, argument: unknown) => boolean>> = {
  description: () => true,
  default: () => true,
  example: () => true,
  type: (value, argument) => {
    const type = typeOf(value);
    return [argument].flat().some((each) => each === type || (each === 'number' && type === 'integer'));
  },
  enum: (value, argument) => (argument as readonly unknown[]).includes(value),
  const: (value, argument) => value === argument,
  minimum: (value, argument) => typeof value !== 'number' || value >= Number(argument),
  maximum: (value, argument) => typeof value !== 'number' || value <= Number(argument),
  exclusiveMinimum: (value, argument) => typeof value !== 'number' || value > Number(argument),
  maxLength: (value, argument) => typeof value !== 'string' || value.length <= Number(argument),
  maxItems: (value, argument) => !Array.isArray(value) || value.length <= Number(argument),
  format: (value, argument) => {
    const isOfFormat = FORMATS[String(argument)];
    if (isOfFormat === undefined) throw new Error(`no check for the format ${String(argument)}`);
    return typeof value !== 'string' || isOfFormat(value);
  },
  required: (value, argument) =>
    typeOf(value) !== 'object' || (argument as readonly string[]).every((name) => Object.hasOwn(value as object, name)),
};

const schemaNamed = (reference: string): Schema => {
  const name = reference.replace('#/components/schemas/', '');
  const schemas: Readonly<Record<string, Schema | undefined>> = openApiDocument.components.schemas;
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`no schema ${reference}`);
  return schema;
};

const faultsInside = (value: unknown, schema: Schema, at: string): readonly string[] => {
  if (Array.isArray(value)) {
    const items = schema.items as Schema | undefined;
    return items === undefined ? [] : value.flatMap((item, index) => schemaFaults(item, items, `${at}[${index}]`));
  }
  const properties = schema.properties as Readonly<Record<string, Schema | undefined>> | undefined;
  if (typeOf(value) !== 'object' || properties === undefined) return [];
  return Object.entries(value as object).flatMap(([name, each]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return property === undefined ? [`${at}.${name}: not described`] : schemaFaults(each, property, `${at}.${name}`);
  });
};

/** Empty when all is as described. */
export const schemaFaults = (value: unknown, schema: Schema, at = '$'): readonly string[] => {
  if (typeof schema.$ref === 'string') return schemaFaults(value, schemaNamed(schema.$ref), at);
  const own = Object.entries(schema).flatMap(([keyword, argument]) => {
    if (keyword === 'properties' || keyword === 'items') return [];
    const isMet = KEYWORDS[keyword];
    if (isMet === undefined) throw new Error(`no check for the keyword ${keyword}`);
    return isMet(value, argument) ? [] : [`${at}: ${keyword} ${JSON.stringify(argument)}`];
  });
  return [...own, ...faultsInside(value, schema, at)];
};
