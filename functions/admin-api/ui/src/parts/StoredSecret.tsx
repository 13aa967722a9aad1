import type { Integration } from "../api/shapes";
import { Time } from "./Time";

/** What may be told of a secret that nobody can read back. Of a short one not even its end is told. */
export function StoredSecret({ secret: { ends_with, saved_at, saved_by } }: { secret: NonNullable<Integration["secret"]> }) {
  return (
    <>
      {ends_with !== "" && (
        <>
          ends in <span className="mono">…{ends_with}</span>,{" "}
        </>
      )}
      saved by {saved_by} on <Time at={saved_at} exact />
    </>
  );
}
