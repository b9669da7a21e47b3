import { DOCUMENT } from './generated/review-api-document.ts';
import { OPERATION_IDS, type OperationId } from './operations.ts';
import { createParameterCheck, type ParameterCheck } from './parameters.ts';
import {
  createSchemaCompiler,
  createSchemaRegistry,
  type Check,
  type Node,
  type OpenApiDocument,
  type SchemaCompiler,
} from './validators.ts';

/** The document's file name in spec/, by which others refer to it. */
export const REVIEW_DOCUMENT_NAME = 'openapi.yaml';

/** The compiled checks of one operation. */
export interface OperationContract {
  readonly path: ParameterCheck;
  readonly query: ParameterCheck;
  /** Absent when the operation takes no body. */
  readonly body: Check | undefined;
  /** The documented statuses, each with the check of its body. */
  readonly responses: ReadonlyMap<number, Check>;
}

/** The review API as compiled checks. */
export interface ReviewContract {
  readonly operations: Readonly<Record<OperationId, OperationContract>>;
  readonly schemas: Readonly<Record<string, Check>>;
}

interface OperationNode {
  readonly operationId: string;
  readonly parameters?: readonly Node[];
  readonly requestBody?: Node;
  readonly responses: Readonly<Record<string, Node>>;
}

interface ReviewDocument extends OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Makes the checks of every operation; each is compiled when it is first used.
 *
 * Errors: throws when an operation is missing; a check throws when its schema does not compile.
 * Source: spec/openapi.yaml; SCH-1, SCH-3.
 */
export function createReviewContract(
  document = DOCUMENT as ReviewDocument,
  registry = createSchemaRegistry(),
): ReviewContract {
  const compiler = createSchemaCompiler([[REVIEW_DOCUMENT_NAME, document]], registry);
  const found = operationNodes(document);
  const operations = Object.fromEntries(
    OPERATION_IDS.map((operationId) => {
      const node = found.get(operationId);
      if (node === undefined) throw new Error(`operation ${operationId} is not in the document`);
      return [operationId, contractOf(compiler, node)];
    }),
  ) as Record<OperationId, OperationContract>;
  return { operations, schemas: compiler.schemas };
}

/** OpenAPI has one operation per path and method; the overlay queue stands in an extension. */
function operationNodes(document: ReviewDocument): ReadonlyMap<string, OperationNode> {
  const paths = Object.values(document.paths).flatMap((item) => [
    item,
    (item['x-overlay-queue'] ?? {}) as Readonly<Record<string, unknown>>,
  ]);
  const nodes = paths.flatMap((item) => [item['get'], item['post']]) as OperationNode[];
  return new Map(nodes.filter(Boolean).map((node) => [node.operationId, node]));
}

function contractOf(compiler: SchemaCompiler, node: OperationNode): OperationContract {
  const parameters = (node.parameters ?? []).map(compiler.resolve);
  const bodySchema = node.requestBody && schemaOf(compiler, node.requestBody);
  return {
    path: createParameterCheck(compiler, 'path', parameters),
    query: createParameterCheck(compiler, 'query', parameters),
    body: bodySchema && compiler.checkOf(bodySchema, 'body'),
    responses: new Map(
      Object.entries(node.responses).map(([status, response]) => [
        Number(status),
        compiler.checkOf(schemaOf(compiler, response), 'body'),
      ]),
    ),
  };
}

function schemaOf(compiler: SchemaCompiler, node: Node): Node {
  const { content } = compiler.resolve(node) as {
    content: Readonly<Record<string, { schema: Node }>>;
  };
  const json = content['application/json'];
  if (json === undefined) throw new Error('a body without application/json in the document');
  return json.schema;
}
