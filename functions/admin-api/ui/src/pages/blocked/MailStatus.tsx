import type { RunDetail } from "../../api/shapes";
import { StateWord } from "../../parts/StateWord";
import { Time } from "../../parts/Time";

/** Whether the mail about a block went out (R90). */
export function MailStatus({ mail }: { mail: RunDetail["mail"] }) {
  return (
    <section className="stack-tight" aria-labelledby="mail">
      <h2 id="mail">Mail</h2>
      {mail.length === 0 ? (
        <p className="soft">No mail was sent about it: nobody is to be notified, or this cause was mailed before.</p>
      ) : (
        <ul className="plain stack-tight">
          {mail.map((it, at) => (
            <li key={at} className="row">
              <StateWord {...mailWord(it.state)} />
              <span className="soft">
                {it.sent_at !== null && <Time at={it.sent_at} />} {attempts(it.attempts)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function mailWord(state: string): { tone: "good" | "caution" | "bad" | "info"; word: string } {
  if (state === "sent") return { tone: "good", word: "Sent to those who are notified" };
  if (state === "given_up") return { tone: "bad", word: "Could not be sent" };
  return { tone: "info", word: state === "waiting" ? "Waits to be sent" : state };
}

function attempts(number: number | null): string {
  if (number === null || number === 0) return "";
  return number === 1 ? "at the first attempt" : `after ${number} attempts`;
}
