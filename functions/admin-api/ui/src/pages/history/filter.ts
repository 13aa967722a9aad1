// Which runs of the history are looked at, in the address.
import type { RunsAsked } from "../../api/runs";
import type { Colour, Known } from "../../api/shapes";
import { FILTER_COLOURS, FILTER_KINDS } from "./words";

/** What the history can be narrowed to. */
export const KINDS = ["runs", ...FILTER_KINDS] as const;
type Kind = (typeof KINDS)[number];

/** What is looked at. */
export interface Filter {
  /** One kind, or all of them without acts; everything where it is not said. */
  kind: Kind | null;
  colour: Known<Colour> | null;
  cursor: string | null;
}

/** Reads the address; what it does not know counts as not said. */
export function filterOf(address: URLSearchParams): Filter {
  return {
    kind: KINDS.find((kind) => kind === address.get("kind")) ?? null,
    colour: FILTER_COLOURS.find((colour) => colour === address.get("colour")) ?? null,
    cursor: address.get("cursor"),
  };
}

/** The address of a filter. Another filter begins at its first page. */
export function addressOf(filter: Partial<Filter>): string {
  const said = Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const text = new URLSearchParams(said).toString();
  return text === "" ? "" : `?${text}`;
}

/** What is asked of the API, which leaves acts out unless they are asked for. How a run went is nothing that an act has. */
export function runsQuery({ kind, colour, cursor }: Filter): RunsAsked {
  const acts = kind === "act" || (kind === null && colour === null);
  return {
    limit: 50,
    ...(kind === null || kind === "runs" ? {} : { kind }),
    ...(acts ? { acts } : {}),
    ...(colour === null ? {} : { colour }),
    ...(cursor === null ? {} : { cursor }),
  };
}

/** Whether anything is left out. */
export function isNarrowed({ kind, colour }: Filter): boolean {
  return kind !== null || colour !== null;
}
