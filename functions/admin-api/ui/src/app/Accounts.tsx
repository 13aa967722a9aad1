import { Link, Navigate } from "react-router";
import { useSession } from "../api/hooks";
import { Failure } from "../parts/Failure";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { roleName } from "./roles";
import { SomebodyElse } from "./sign-in/SomebodyElse";

/** The first page: the only account, or all of them to choose from. */
export function Accounts() {
  const { data, error, refetch } = useSession();
  const only = data?.accounts.length === 1 ? data.accounts[0] : undefined;
  if (only) return <Navigate to={`/${encodeURIComponent(only.account)}`} replace />;
  return (
    <main className="alone">
      {error ? <Failure problem={error} retry={() => void refetch()} /> : !data && <Loading what="your accounts" />}
      {data && data.accounts.length === 0 && (
        <Page
          title="You have no access yet"
          intro="You are signed in, and no account has given you a role. Ask an Account Administrator of your company to add you."
        >
          <SomebodyElse />
        </Page>
      )}
      {data && data.accounts.length > 1 && (
        <Page title="Choose an account">
          <ul className="plain accounts">
            {data.accounts.map(({ account, roles }) => (
              <li key={account}>
                <Link to={`/${encodeURIComponent(account)}`}>
                  <strong>{account}</strong>
                  <span className="soft small">{roles.map(roleName).join(", ")}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Page>
      )}
    </main>
  );
}
