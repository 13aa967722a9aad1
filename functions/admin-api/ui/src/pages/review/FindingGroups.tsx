import { useState } from "react";
import { Link } from "react-router";
import { wordsOf } from "../../api/codes";
import { usePlanFindings } from "../../api/reviews";
import { Button } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { StateWord } from "../../parts/StateWord";
import type { Group } from "./findings";
import { fieldName } from "../../text";
import { TEXT } from "./text";
import { flagOf, tableOf } from "./view";

const TONES = { error: "bad", warning: "caution", info: "info" } as const;

interface FindingGroupsProps {
  digest: string | null;
  groups: readonly Group[];
  /** Whether changes that are marked as one of these stand in the table of the same page. */
  withTable?: boolean;
}

/** Findings by their code, each with what to do next; opened, the people concerned. */
export function FindingGroups({ digest, groups, withTable }: FindingGroupsProps) {
  return (
    <ul className="plain findings">
      {groups.map((group) => (
        <FindingGroup key={group.code} digest={digest} group={group} withTable={withTable} />
      ))}
    </ul>
  );
}

function FindingGroup({ digest, group: { code, count }, withTable }: Omit<FindingGroupsProps, "groups"> & { group: Group }) {
  const [open, setOpen] = useState(false);
  const flag = flagOf(code);
  const { severity, title, message, next } = wordsOf(code);
  return (
    <li>
      <details className="finding" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <StateWord tone={TONES[severity]} word={title} />
          <span className="finding-count numbers">{count.toLocaleString("en")}</span>
          <span className="finding-next soft">{next}</span>
        </summary>
        <div className="finding-body stack-tight">
          <p>{message}</p>
          {flag !== null && withTable && (
            <p>
              <Link to={tableOf({ show: "attention", flag })} replace>
                {TEXT.showChanges}
              </Link>
            </p>
          )}
          {open && digest !== null && <Concerned digest={digest} code={code} />}
        </div>
      </details>
    </li>
  );
}

function Concerned({ digest, code }: { digest: string; code: string }) {
  const [shown, setShown] = useState(20);
  const { data, error, refetch } = usePlanFindings(digest, { code, limit: Math.min(shown, 200) });
  if (error) return <Failure problem={error} retry={() => void refetch()} />;
  if (!data) return <Loading what="the people concerned" />;
  const plain = wordsOf(code).message;
  return (
    <>
      <ul className="plain concerned">
        {data.items.map(({ source_id, field, message }, at) => (
          <li key={`${source_id ?? ""}${field ?? ""}${at}`}>
            {source_id !== null && <span className="mono">TriNet {source_id}</span>}
            {field !== null && <span className="soft">{fieldName(field)}</span>}
            {message !== plain && <span className="soft">{message}</span>}
          </li>
        ))}
      </ul>
      {data.next_cursor !== null && shown < 200 && (
        <div>
          <Button variant="quiet" small onPress={() => setShown(200)}>
            Show more
          </Button>
        </div>
      )}
      {data.next_cursor !== null && shown >= 200 && <p className="soft">The first 200 are shown; all of them are in the CSV.</p>}
    </>
  );
}
