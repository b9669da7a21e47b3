import { schemaJudgeOf, type judgeBySchema, type SchemaJudge } from '../contract/json-schema.ts';

/** Judges a value by a schema. */
export type JudgeBySchema = typeof judgeBySchema;

/** Judges that remember the schemas they have read, by the object that each of them is. */
export function createSchemaJudges(): JudgeBySchema {
  const judges = new WeakMap<object, SchemaJudge>();
  return (schema, value) => {
    if (typeof schema !== 'object' || schema === null) return schemaJudgeOf(schema)(value);
    const judge = judges.get(schema) ?? schemaJudgeOf(schema);
    judges.set(schema, judge);
    return judge(value);
  };
}
