import { unreachable } from "../api/problem";
import { Failure } from "../parts/Failure";
import { Page } from "../parts/Page";

/** Stands where the code of a page could not be had. Loading everything anew also gets a newer version of it. */
export function Unloaded() {
  return (
    <Page title="This page could not be loaded">
      <Failure problem={unreachable()} retry={() => window.location.reload()} />
    </Page>
  );
}
