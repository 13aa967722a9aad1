import { Link } from "react-router";
import { useAccount } from "../../api/hooks";
import type { Explanation } from "../../api/shapes";
import { Time } from "../../parts/Time";
import { TEXT } from "./text";

/** Why a value is there, what wrote it, and why the newest sync left it as it is. */
export function Explained({ explanation: { sentence, rule, written, findings } }: { explanation: Explanation }) {
  const account = useAccount();
  return (
    <div className="explained small">
      <p>{sentence}</p>
      <p className="soft">{rule}</p>
      {written && (
        <p className="soft">
          <Link to={`/${account}/history/${encodeURIComponent(written.run)}`}>{TEXT.theRun}</Link>
          {written.at && (
            <>
              {", "}
              <Time at={written.at} />
            </>
          )}
          {written.actor && `, ${written.actor}`}
        </p>
      )}
      {findings.length > 0 && (
        <>
          <h3>{TEXT.unchanged}</h3>
          <ul>
            {findings.map(({ message, next_step }) => (
              <li key={message}>
                {message} <span className="soft">{next_step}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
