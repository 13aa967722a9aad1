import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { useAccount, useConfig, useIntegration, useSession } from "../../api/hooks";
import { roleName } from "../../app/roles";
import { AskAPerson } from "../../parts/AskAPerson";
import { Button } from "../../parts/Button";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { StateWord } from "../../parts/StateWord";
import { Time } from "../../parts/Time";

/** What runs here, whether it answers, and where to read or ask more. */
export function AboutPage() {
  const { data: config } = useConfig();
  return (
    <Page narrow title="About and help">
      <section className="section" aria-labelledby="help">
        <h2 id="help">Help</h2>
        <div className="row">
          <Button onPress={() => window.dispatchEvent(new Event("rollcall:shortcuts"))}>Keyboard shortcuts</Button>
          <AskAPerson />
        </div>
        {config && !config.help_url && (
          <p className="soft">No help address is configured. Ask who runs this installation.</p>
        )}
      </section>
      <Parts />
      <section className="section" aria-labelledby="developers">
        <h2 id="developers">For developers</h2>
        <ul className="plain stack-tight">
          <li>
            <a href="/v1/openapi.json" target="_blank" rel="noreferrer">
              OpenAPI description of the API<span className="only-heard"> (opens in a new tab)</span>
            </a>
          </li>
          <li className="soft">
            Everything here can also be done with the command <code>rollcall</code>.
          </li>
        </ul>
      </section>
    </Page>
  );
}

function Parts() {
  const account = useAccount();
  const { data: config } = useConfig();
  const session = useSession();
  const integration = useIntegration();
  const health = useQuery({
    queryKey: ["health"],
    queryFn: async ({ signal }) => (await api.get("/v1/health", { signal })).data,
    staleTime: 0,
    retry: false,
  });
  const own = session.data?.accounts.find((it) => it.account === account);
  const again = () => void Promise.all([health.refetch(), integration.refetch(), session.refetch()]);
  return (
    <section className="section" aria-labelledby="diagnostics">
      <div className="row-apart">
        <h2 id="diagnostics">Diagnostics</h2>
        <Button small busy={health.isFetching} onPress={again}>
          Check again
        </Button>
      </div>
      <dl className="facts card">
        <div>
          <dt>Version</dt>
          <dd className="mono">{health.data?.version ?? config?.version ?? "unknown"}</dd>
        </div>
        <div>
          <dt>API</dt>
          <dd>
            <span role="status">
              <Answers isFetching={health.isLoading} isBroken={health.isError} />
            </span>
          </dd>
        </div>
        <div>
          <dt>Account data</dt>
          <dd>
            <Answers isFetching={integration.isLoading} isBroken={integration.isError} />
          </dd>
        </div>
        <div>
          <dt>Entries in the history</dt>
          <dd className="numbers">{integration.data?.data.history_entries ?? "–"}</dd>
        </div>
        <div>
          <dt>Signed in as</dt>
          <dd>{session.data ? (session.data.name ?? session.data.subject) : <Loading what="the session" />}</dd>
        </div>
        <div>
          <dt>Roles here</dt>
          <dd>{own?.roles.map(roleName).join(", ") ?? "–"}</dd>
        </div>
        <div>
          <dt>Sign-in ends</dt>
          <dd>{session.data?.expires_at && <Time at={session.data.expires_at} />}</dd>
        </div>
        <div>
          <dt>Sign-in by</dt>
          <dd>{config?.local ? "Development issuer (this machine)" : (config?.issuer ?? "–")}</dd>
        </div>
      </dl>
    </section>
  );
}

function Answers({ isFetching, isBroken }: { isFetching: boolean; isBroken: boolean }) {
  if (isFetching) return <StateWord tone="busy" word="Checking" />;
  return isBroken ? <StateWord tone="bad" word="Does not answer" /> : <StateWord tone="good" word="Answers" />;
}
