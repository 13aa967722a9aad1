import { useCheckAgain } from "../../api/acts";
import { isTesting, useAccount } from "../../api/hooks";
import type { Integration } from "../../api/shapes";
import { AskAPerson } from "../../parts/AskAPerson";
import { Button, LinkButton } from "../../parts/Button";
import { EmptyFirst } from "../../parts/EmptyFirst";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { StateWord } from "../../parts/StateWord";
import { outcome, verdict } from "./checks";
import { TESTS } from "./text";

/** The setup tests (R38): each passed, passed with a warning, or a required permission is missing. They can be run again. */
export function TestsStep({ integration }: { integration: Integration }) {
  const { connection, last_check_error, mapping } = integration;
  const again = useCheckAgain();
  if (!connection && !last_check_error) {
    return (
      <EmptyFirst title="Nothing to test yet" action={<LinkButton to="?step=credentials">Enter the credentials</LinkButton>}>
        The tests run when the credentials were entered.
      </EmptyFirst>
    );
  }
  const checks = connection?.checks ?? [];
  const running = isTesting(integration);
  const passed = verdict(checks);
  const goesOn = !running && !last_check_error && (passed === "passed" || passed === "warning");
  return (
    <div className="stack">
      <Verdict integration={integration} running={running} />
      <ul className="plain tests">
        {(checks.length > 0 ? checks : waiting()).map((check) => {
          const { word, tone } = check.detail ? outcome(check) : running ? RUNNING : NOT_RUN;
          return (
            <li key={check.name} className="test">
              <StateWord tone={tone} word={word} />
              <div>
                <p className="test-name">{TESTS[check.name] ?? check.name}</p>
                <p className="soft small">{check.detail}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {again.error && <Failure problem={again.error} />}
      <div className="form-actions">
        {goesOn && <Onward mapped={mapping.locked} />}
        <Button busy={again.isPending} onPress={() => again.mutate()}>
          Test again
        </Button>
        {!goesOn && !running && <LinkButton to="?step=credentials">Change the credentials</LinkButton>}
      </div>
    </div>
  );
}

const RUNNING = { word: "Testing", tone: "busy" } as const;
const NOT_RUN = { word: "Not run", tone: "none" } as const;

function waiting() {
  return Object.keys(TESTS).map((name) => ({ name, passed: false, required: false, detail: "" }));
}

function Onward({ mapped }: { mapped: boolean }) {
  const account = useAccount();
  return mapped ? (
    <LinkButton variant="primary" to={`/${account}`}>
      Go to Integrations
    </LinkButton>
  ) : (
    <LinkButton variant="primary" to={`/${account}/mapping`}>
      Map fields
    </LinkButton>
  );
}

function Verdict({ integration: { connection, last_check_error }, running }: { integration: Integration; running: boolean }) {
  const checks = connection?.checks ?? [];
  if (running) {
    return (
      <Notice tone="info" title="The tests are running" spoken>
        This takes about a minute. You can leave; the result waits on the Integrations page.
      </Notice>
    );
  }
  if (verdict(checks) === "missing") {
    return (
      <Notice tone="bad" title="A required permission is missing" spoken>
        <p>Nothing can be imported until it is granted in TriNet. Then test again; the credentials stay.</p>
        <p className="small">
          <AskAPerson />
        </p>
      </Notice>
    );
  }
  if (last_check_error) {
    return (
      <Notice tone="bad" title="TriNet could not be connected" spoken>
        <p>{last_check_error.detail}</p>
        <p className="small soft">
          <code>{last_check_error.code}</code> · <AskAPerson />
        </p>
      </Notice>
    );
  }
  return verdict(checks) === "warning" ? (
    <Notice tone="caution" title="Passed with a warning" spoken>
      You can go on. What is named below will be missing until the permission is granted.
    </Notice>
  ) : (
    <Notice tone="good" title="All tests passed" spoken>
      TriNet is connected. Next, map the fields.
    </Notice>
  );
}
