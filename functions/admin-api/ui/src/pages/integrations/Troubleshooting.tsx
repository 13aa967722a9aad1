import { Link } from "react-router";
import { useAccount } from "../../api/hooks";
import { AskAPerson } from "../../parts/AskAPerson";
import { HelpText } from "../../parts/HelpText";

/** Where to look first (R85–R87), and what most questions are about. */
export function Troubleshooting() {
  const account = useAccount();
  return (
    <section className="section">
      <h2>If something looks wrong</h2>
      <p className="soft">
        Start at <Link to={`/${account}/history`}>Import history</Link>: every run leaves an entry there, also one that was
        blocked, with its reasons. <AskAPerson />
      </p>
      <div className="stack-tight">
        <HelpText title="Somebody left and is still active">
          <p>
            Only an End Date in TriNet deactivates somebody. A person who merely disappears from TriNet stays active. Add them
            to TriNet’s report again with a valid End Date, then sync. Where that is impossible, ask a person: support can
            deactivate the missing.
          </p>
        </HelpText>
        <HelpText title="One person appears twice">
          <p>
            Email and Employee ID identify a profile. If both change between two syncs, nothing matches and a new profile is
            proposed. The review marks it as a possible duplicate: choose “Same person” there. After an import, give the new
            profile other identifiers and deactivate it, then set the original profile’s email to TriNet’s.
          </p>
        </HelpText>
        <HelpText title="Employee IDs are blank">
          <p>
            Some companies keep the Employee ID in another TriNet field. People are then matched by email alone. Ask a person
            to have the right field chosen.
          </p>
        </HelpText>
        <HelpText title="A demographic stopped showing its trend">
          <p>
            The name must be identical to the one that earlier data used, letter by letter: “TEAM” is not “TEAM NAME”. After
            the first good sync, delete demographics that are no longer filled; earlier results keep theirs.
          </p>
        </HelpText>
      </div>
    </section>
  );
}
