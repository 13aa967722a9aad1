import type { ReactNode } from "react";
import { useAccount, useIntegration } from "../../api/hooks";
import type { Plan } from "../../api/shapes";
import { useMay, whoMay } from "../../app/roles";
import { useUnsaved } from "../../app/sign-in/use-access";
import { AskAPerson } from "../../parts/AskAPerson";
import { Button, LinkButton } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { Banners } from "./Banners";
import { Changes } from "./Changes";
import { type Choices, isEmpty, NONE, useChoices } from "./choices";
import { Facts } from "./Facts";
import { FindingGroups } from "./FindingGroups";
import { sections } from "./findings";
import { ImportDialog } from "./ImportDialog";
import { Objections } from "./Objections";
import { canBeImported, needsCommit, saidBefore, useActing } from "./standing";
import { standing } from "./tally";
import { planTitle, TEXT } from "./text";
import { PlanTiles } from "./PlanTiles";
import { type FindingCounts, useFindingCounts } from "./finding-counts";
import "./review.css";

interface ReviewProps {
  plan: Plan;
  etag: string | null;
  onStarted: (run: string) => void;
  onStale: () => void;
}

/** A plan to judge: its numbers, what to look at first, and every change. */
export function Review({ plan, etag, onStarted, onStale }: ReviewProps) {
  const account = useAccount();
  const [choices, change] = useChoices(account, plan.digest);
  const mayCommit = useMay("commit");
  const acting = useActing(plan);
  const isOpen = canBeImported(plan, acting);
  const objections = standing(plan.objections, choices, saidBefore(plan, acting, choices));
  const findings = useFindingCounts(plan);
  const counts = findings.at === "read" ? findings.counts : {};
  useUnsaved(isOpen && mayCommit && !isEmpty(choices), { outlivesPage: true });
  const { first, lines, rest } = sections(counts, plan.objections);

  return (
    <Page
      title={planTitle(plan)}
      intro={<Facts plan={plan} />}
      actions={
        <Actions
          plan={plan}
          mayCommit={mayCommit}
          isOpen={isOpen}
          dialog={
            <ImportDialog
              plan={plan}
              etag={etag}
              choices={choices}
              objections={objections}
              waitsFor={WAITS[findings.at]}
              onStarted={onStarted}
              onStale={onStale}
            />
          }
        />
      }
    >
      <Banners plan={plan} acting={acting} />
      {!mayCommit && isOpen && (
        <Notice tone="info" title="You may look, and not import">
          <p>Ask an {whoMay("commit")} to import this review.</p>
        </Notice>
      )}
      <Objections objections={objections} isOpen={isOpen} />
      <PlanTiles plan={plan} counts={counts} />
      {findings.at === "reading" && <Loading what="what to look at first" />}
      {findings.at === "failed" && <Failure problem={findings.problem} retry={findings.retry} />}
      {first.length > 0 && (
        <section className="stack-tight" aria-labelledby="look-first">
          <div className="row-apart">
            <h2 id="look-first">{TEXT.lookFirst}</h2>
            <AskAPerson />
          </div>
          <FindingGroups digest={plan.digest} groups={first} withTable={plan.flagged > 0} />
        </section>
      )}
      {lines.length > 0 && (
        <section className="stack-tight" aria-labelledby="lines">
          <h2 id="lines">{TEXT.lines}</h2>
          <p className="soft">{TEXT.linesWhy}</p>
          <FindingGroups digest={plan.digest} groups={lines} />
        </section>
      )}
      <LeftOut choices={choices} change={isOpen && mayCommit ? change : null} />
      <Changes plan={plan} choices={choices} decide={isOpen && mayCommit ? change : null} />
      {rest.length > 0 && (
        <section className="stack-tight" aria-labelledby="rest">
          <h2 id="rest">Good to know</h2>
          <FindingGroups digest={plan.digest} groups={rest} />
        </section>
      )}
    </Page>
  );
}

/** Why nothing can be imported yet: nobody may import what looks clean only because its warnings are not there. */
const WAITS: Readonly<Record<FindingCounts["at"], string | null>> = {
  reading: TEXT.waitsForWarnings,
  failed: TEXT.warningsFailed,
  read: null,
};

interface ActionsProps {
  plan: Plan;
  mayCommit: boolean;
  isOpen: boolean;
  dialog: ReactNode;
}

function Actions({ plan, mayCommit, isOpen, dialog }: ActionsProps) {
  const account = useAccount();
  const mayReview = useMay("review");
  const { data } = useIntegration();
  const isWanted = needsCommit(plan, data?.data.state);
  // Where the plan is stale, its banner says so and leads to another one.
  const again = mayReview && !plan.stale && ["manual", "auto"].includes(plan.trigger) && (
    <LinkButton to={`/${account}/review`} variant="quiet">
      {TEXT.again}
    </LinkButton>
  );
  return (
    <>
      {again}
      {isOpen && mayCommit && isWanted && dialog}
    </>
  );
}

function LeftOut({ choices, change }: { choices: Choices; change: ((change: (choices: Choices) => Choices) => void) | null }) {
  const out = choices.leftOut.size;
  const same = choices.samePerson.size;
  const parts = [
    out > 0 && `${out.toLocaleString("en")} ${out === 1 ? "change is" : "changes are"} left out`,
    same > 0 && `${same.toLocaleString("en")} ${same === 1 ? "new person is" : "new people are"} somebody of the directory`,
  ].filter((part): part is string => part !== false);
  return (
    <div role="status" className="left-out-said">
      {parts.length > 0 && (
        <div className="row-apart left-out">
          <p>{parts.join("; ")}.</p>
          {change && (
            <Button variant="quiet" small onPress={() => change(() => NONE)}>
              Take all of it back
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
