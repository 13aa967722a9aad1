import { count } from "../text";
import { secondsAfter } from "./again";
import type { FieldError, ProblemDocument } from "./shapes";

/** A refused or failed request, whoever refused it: the API, something before it, or the network. */
export class Problem extends Error {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly requestId: string | null;
  readonly errors: FieldError[];
  readonly blockedBy: string[];
  /** Address of the page that explains the code; `null` where there is none. */
  readonly page: string | null;
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter: number | null;

  constructor(document: ProblemDocument, retryAfter: number | null = null) {
    super(document.detail);
    this.name = "Problem";
    this.code = document.code;
    this.title = document.title;
    this.detail = document.detail;
    this.status = document.status;
    this.requestId = document.request_id ?? null;
    this.errors = document.errors ?? [];
    this.blockedBy = document.blocked_by ?? [];
    this.page = document.type.startsWith("/v1/problems/") ? document.type : null;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later without anybody doing anything. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** How long to wait before asking again; `null` where waiting is not what helps. */
  get wait(): string | null {
    if (this.status !== 429) return null;
    return `Wait ${this.retryAfter === null ? "a moment" : count(this.retryAfter, "second", "seconds")}, then try again.`;
  }

  /** What is wrong with the value at a pointer such as `/company`. */
  errorAt(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === pointer)?.message;
  }
}

/** The problem of a request that nobody answered. */
export function unreachable(): Problem {
  return new Problem({
    type: "about:blank",
    title: "Rollcall did not answer",
    status: 0,
    code: "unreachable",
    detail: "The connection to Rollcall was interrupted. Check your network, then try again; nothing is sent twice.",
  });
}

/** Reads an answer that is not a success. Whatever its body is, a problem comes out of it. */
export async function readProblem(response: Response): Promise<Problem> {
  const retryAfter = secondsAfter(response);
  const requestId = response.headers.get("x-request-id") ?? response.headers.get("apigw-requestid") ?? undefined;
  try {
    const body: unknown = await response.json();
    if (isDocument(body)) return new Problem({ ...body, request_id: body.request_id ?? requestId }, retryAfter);
  } catch {
    // A page of a proxy, or nothing at all.
  }
  return new Problem({ ...unexplained(response.status), request_id: requestId }, retryAfter);
}

function isDocument(body: unknown): body is ProblemDocument {
  if (typeof body !== "object" || body === null) return false;
  const { code, detail, status, type } = body as Record<string, unknown>;
  return [code, detail, type].every((text) => typeof text === "string") && typeof status === "number";
}

function unexplained(status: number): ProblemDocument {
  const told = { type: "about:blank", status };
  if (status === 401) {
    return { ...told, code: "not_signed_in", title: "Not signed in", detail: "Your sign-in has ended. Sign in again." };
  }
  if (status === 429) {
    return { ...told, code: "too_many_requests", title: "Too many requests", detail: "More requests came at once than Rollcall takes." };
  }
  const detail = "Rollcall answered in a way that this page does not understand. Try again in a moment.";
  return { ...told, code: "unexplained", title: "Something went wrong", detail };
}

/** Any thrown value as a problem, so that a page can show it. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const detail = "This page made a mistake. Reload it; if that does not help, ask a person.";
  return new Problem({ type: "about:blank", title: "Something went wrong", status: 0, code: "page_error", detail });
}
