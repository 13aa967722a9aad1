import { asProblem } from "../api/problem";
import { AskAPerson } from "./AskAPerson";
import { Button } from "./Button";
import { Forbidden } from "./Forbidden";
import { Notice } from "./Notice";

export interface FailureProps {
  problem: unknown;
  retry?: () => void;
  /** For a form: takes over what somebody else saved since it was opened. */
  reload?: () => void;
}

/** What stands in the place of something that could not be read or done: why, what to do, and the number to tell a person. */
export function Failure({ problem, retry, reload }: FailureProps) {
  const { code, title, detail, page, requestId, isPassing, wait } = asProblem(problem);
  if (code === "forbidden") return <Forbidden detail={detail} />;
  if (code === "changed_meanwhile" && reload) {
    return (
      <Notice tone="caution" title="Somebody changed this meanwhile" action={<Button onPress={reload}>Show what is there now</Button>} spoken>
        Nothing of yours was saved. Look at what is there now, then save again.
      </Notice>
    );
  }
  const again = retry && <Button onPress={retry}>Try again</Button>;
  return (
    <Notice tone={isPassing ? "caution" : "bad"} title={title} action={again} spoken>
      <p>{detail}</p>
      {wait && <p>{wait}</p>}
      <p className="row small soft">
        {requestId && (
          <span>
            Request <code className="break">{requestId}</code>
          </span>
        )}
        {page && (
          <a href={page} target="_blank" rel="noreferrer">
            What this means<span className="only-heard"> (opens in a new tab)</span>
          </a>
        )}
        <AskAPerson />
      </p>
    </Notice>
  );
}
