import { useAccount } from "../../api/hooks";
import { useCheckAgain, useSetUp } from "../../api/acts";
import { useRun } from "../../api/runs";
import type { Integration } from "../../api/shapes";
import { type Permission, useMay, whoMay } from "../../app/roles";
import { Button, LinkButton } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Time } from "../../parts/Time";
import { guardName } from "../../text";
import { readSoFar } from "../history/stage";
import { wordsFor } from "./text";

const NEEDS: Partial<Record<Integration["state"], Permission>> = {
  not_connected: "connect",
  connecting: "connect",
  connected: "map",
  mapped: "set_up",
  ready_to_finalise: "review",
  live: "review",
  blocked: "review",
  credential_failed: "connect",
};

/** What is so and the one thing to do next; for who may not do it, whom to ask. */
export function NextStep({ integration }: { integration: Integration }) {
  const needs = NEEDS[integration.state];
  const allowed = useMay(needs ?? "review");
  return (
    <div className="next-step">
      <div className="stack-tight">
        <p>{wordsFor(integration).text}</p>
        <Reasons integration={integration} />
        {integration.state === "setting_up" && integration.setting_up_since && (
          <p className="soft small">
            Started <Time at={integration.setting_up_since} />. <SetUpSoFar run={integration.setting_up_run} />
          </p>
        )}
      </div>
      {needs === undefined || allowed ? (
        <Action integration={integration} />
      ) : (
        <p className="soft small">For this ask your {whoMay(needs)}.</p>
      )}
    </div>
  );
}

/** How far the reading of the set-up sync is. */
function SetUpSoFar({ run }: { run: string | null }) {
  const { data } = useRun(run);
  const reading = data?.data.reading ?? null;
  return reading && <>{readSoFar(reading)}.</>;
}

function Reasons({ integration: { blocked_by, state } }: { integration: Integration }) {
  if (state !== "blocked" || blocked_by.length === 0) return null;
  return (
    <ul className="reasons">
      {blocked_by.map((code) => (
        <li key={code}>{guardName(code)}</li>
      ))}
    </ul>
  );
}

function Action({ integration: { state, active_run, connection, last_check_error } }: { integration: Integration }) {
  const account = useAccount();
  const to = (place: string) => `/${account}/${place}`;
  const setUp = useSetUp();
  const check = useCheckAgain();
  switch (state) {
    case "not_connected":
      return (
        <LinkButton variant="primary" to={to("connect")}>
          {connection ? "Connect again" : "Continue setup"}
        </LinkButton>
      );
    case "connecting":
      return (
        <div className="stack-tight">
          <div className="row">
            <LinkButton variant={last_check_error ? "primary" : "plain"} to={to("connect?step=tests")}>
              See the tests
            </LinkButton>
            <Button variant="quiet" busy={check.isPending} onPress={() => check.mutate()}>
              Test again
            </Button>
          </div>
          {check.error && <Failure problem={check.error} />}
        </div>
      );
    case "connected":
      return (
        <LinkButton variant="primary" to={to("mapping")}>
          Map fields
        </LinkButton>
      );
    case "mapped":
      return (
        <div className="stack-tight">
          <div className="row">
            <Button variant="primary" busy={setUp.isPending} onPress={() => setUp.mutate()}>
              Sync
            </Button>
            <LinkButton variant="quiet" to={to("mapping")}>
              See the mapping
            </LinkButton>
          </div>
          {setUp.error && <Failure problem={setUp.error} />}
        </div>
      );
    case "setting_up":
      return null;
    case "ready_to_finalise":
      return (
        <LinkButton variant="primary" to={to("review")}>
          Get started
        </LinkButton>
      );
    case "importing":
      return active_run && <LinkButton to={to(`runs/${active_run}/progress`)}>See the progress</LinkButton>;
    case "live":
      return active_run ? (
        <LinkButton to={to("review")}>See the review under way</LinkButton>
      ) : (
        <LinkButton to={to("review")}>Sync now</LinkButton>
      );
    case "blocked":
      return (
        <div className="row">
          <LinkButton variant="primary" to={to("blocked")}>
            See why
          </LinkButton>
          <LinkButton to={to("review")}>Review and import</LinkButton>
        </div>
      );
    case "credential_failed":
      return (
        <LinkButton variant="primary" to={to("connect?step=credentials")}>
          Reconnect
        </LinkButton>
      );
  }
}
