import { type MouseEvent, Suspense, useEffect, useState } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { useAccount, useConfig, useIntegration, useSession } from "../api/hooks";
import { Button } from "../parts/Button";
import { Icon, type IconName } from "../parts/Icon";
import { Loading } from "../parts/Loading";
import { LeaveGuard } from "./LeaveGuard";
import { Mishap } from "./Mishap";
import { NoSuchAccount } from "./NoSuchAccount";
import { loadAhead } from "./pages";
import icon from "./icon.svg";
import { roleName } from "./roles";
import { Shortcuts } from "./Shortcuts";
import { access } from "./sign-in/access";
import { ThemeChoice } from "./ThemeChoice";

const PLACES: { to: string; icon: IconName; name: string }[] = [
  { to: "", icon: "link", name: "Integrations" },
  { to: "review", icon: "review", name: "Review" },
  { to: "history", icon: "history", name: "Import history" },
  { to: "users", icon: "people", name: "Users" },
  { to: "settings", icon: "settings", name: "Settings" },
];

/** Milliseconds after which the first page has what it needs, and the network is free for the next ones. */
const LOADS_AHEAD_AFTER = 1000;

/** The frame around every page of an account: its places, who is here, and the page. */
export function Shell() {
  const account = useAccount();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    const waiting = setTimeout(loadAhead, LOADS_AHEAD_AFTER);
    return () => clearTimeout(waiting);
  }, []);

  const own = session.data?.accounts.find((it) => it.account === account);
  return (
    <>
      <a className="skip-link" href="#content" onClick={skip}>
        Skip to the content
      </a>
      <div className="shell">
        <header className="frame">
          <div className="bar">
            <Brand account={account} />
            <Button variant="quiet" icon="menu" aria-expanded={open} aria-controls="side" onPress={() => setOpen(!open)}>
              Menu
            </Button>
          </div>
          <div id="side" className="side" data-open={open || undefined}>
            <Brand account={account} />
            <Places account={account} />
            <div className="side-end">
              <Who name={session.data?.name ?? null} roles={own?.roles.map(roleName) ?? []} />
              <ThemeChoice />
              <End account={account} />
            </div>
          </div>
        </header>
        <main id="content" className="main" tabIndex={-1}>
          {session.data && !own ? (
            <NoSuchAccount />
          ) : (
            <Mishap key={pathname} inside>
              <Suspense fallback={<Loading what="the page" />}>
                <Outlet />
              </Suspense>
            </Mishap>
          )}
        </main>
      </div>
      <Shortcuts account={account} />
      <LeaveGuard />
    </>
  );
}

/** Without an entry in the browser's history, which the router would not know. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function Brand({ account }: { account: string }) {
  return (
    <Link className="brand" to={`/${account}`}>
      <img src={icon} width={20} height={20} alt="" />
      Rollcall <span className="brand-account">{account}</span>
    </Link>
  );
}

function Places({ account }: { account: string }) {
  const { data } = useIntegration();
  const stopped = data?.data.state === "blocked" || data?.data.state === "credential_failed";
  return (
    <nav aria-label="Places">
      <ul className="places">
        {PLACES.map(({ to, icon: drawing, name }) => (
          <li key={to}>
            <NavLink className="place" to={`/${account}${to && `/${to}`}`} end={to === ""}>
              <Icon name={drawing} />
              {name}
              {to === "" && stopped && (
                <span className="place-mark tone-bad">
                  <Icon name="stop" />
                  <span className="only-heard">needs attention</span>
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Who({ name, roles }: { name: string | null; roles: string[] }) {
  return (
    <p className="side-who">
      <strong>{name ?? "Signed in"}</strong>
      <span className="soft">{roles.join(", ")}</span>
    </p>
  );
}

function End({ account }: { account: string }) {
  const { data: config } = useConfig();
  return (
    <ul className="places">
      <li>
        <NavLink className="place" to={`/${account}/about`}>
          <Icon name="info" />
          About and help
        </NavLink>
      </li>
      <li>
        <button type="button" className="place place-button" onClick={() => access.signOut(config)}>
          <Icon name="out" />
          Sign out
        </button>
      </li>
    </ul>
  );
}
