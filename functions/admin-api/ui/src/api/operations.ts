/** What each operation of the API is asked with and how it answers, by its method and the template of its path. */
import type { paths } from "./schema";

export type Method = "GET" | "POST" | "PUT" | "PATCH";

/** The templates of the paths that take a method, such as `/v1/accounts/{account}/runs`. */
export type PathOf<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<Lowercase<M>, object> ? Path : never;
}[keyof paths];

/** The templates of the paths that answer with a table. */
export type TablePath = {
  [Path in keyof paths]: paths[Path] extends { get: { responses: { 200: { content: { "text/csv": string } } } } } ? Path : never;
}[keyof paths];

/** Everything that an operation takes and needs; what it does not take is a type error. */
export type Asked<M extends Method, Path extends keyof paths> = AskedOf<Operation<M, Path>> & { signal?: AbortSignal };

/** The parameter of a function that asks, which may be missing where the operation needs nothing. */
export type Asking<M extends Method, Path extends keyof paths> =
  Record<never, never> extends Asked<M, Path> ? [asked?: Asked<M, Path>] : [asked: Asked<M, Path>];

/** The document of the answer. */
export type Reply<M extends Method, Path extends keyof paths> =
  Operation<M, Path> extends { responses: infer Responses } ? BodyOf<Responses[keyof Responses & (200 | 201 | 202)]> : never;

type Operation<M extends Method, Path extends keyof paths> = paths[Path] extends Record<Lowercase<M>, infer Found> ? Found : never;

type AskedOf<Op> = Part<"path", Taken<Op, "path">> &
  Partial<Part<"params", OrNull<Taken<Op, "query">>>> &
  Header<Op, "rollcall-search", { search?: string | null }> &
  Header<Op, "If-Match", { ifMatch: string | null }> &
  Header<Op, "Idempotency-Key", { idempotencyKey: string }> &
  (Op extends { requestBody: infer Request } ? Part<"body", BodyOf<Request>> : unknown);

type BodyOf<Message> = Message extends { content: { "application/json": infer Body } } ? Body : never;

/** The parameters of one place, `never` where there are none. */
type Taken<Op, Place extends "path" | "query" | "header"> = Op extends { parameters: infer Parameters }
  ? Place extends keyof Parameters
    ? NonNullable<Parameters[Place]>
    : never
  : never;

type Part<Name extends string, Values> = [Values] extends [never] ? unknown : { [Each in Name]: Values };

/** `null` asks for nothing, as leaving it out does. */
type OrNull<Values> = [Values] extends [never] ? never : { [Name in keyof Values]: Values[Name] | null };

type Header<Op, Name extends string, Given> = [Taken<Op, "header">] extends [never]
  ? unknown
  : Name extends keyof Taken<Op, "header">
    ? Given
    : unknown;
