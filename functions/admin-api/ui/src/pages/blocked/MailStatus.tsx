import type { Mail } from "../../api/shapes";
import { StateWord } from "../../parts/StateWord";
import { Time, useNow } from "../../parts/Time";
import { inShort, tries } from "./mail";

/** Whether the mail about a block went out, and how often that was tried (R90). */
export function MailStatus({ mail }: { mail: Mail[] }) {
  const now = useNow();
  return (
    <section className="stack-tight" aria-labelledby="mail">
      <h2 id="mail">Mail</h2>
      {mail.length === 0 ? (
        <p className="soft">No mail was sent about it: nobody is to be notified, or this cause was mailed before.</p>
      ) : (
        <ul className="plain stack-tight">
          {mail.map((it, at) => (
            <li key={at} className="row">
              <StateWord {...inShort(it)} />
              <span className="soft">
                {it.sent_at !== null && <Time at={it.sent_at} />} {tries(it, now)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
