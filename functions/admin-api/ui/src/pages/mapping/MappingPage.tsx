import { useAccount, useIntegration, useMapping } from "../../api/hooks";
import { useDemographics } from "../../api/demographics";
import { useFields } from "../../api/lookups";
import { useMay, whoMay } from "../../app/roles";
import { LinkButton } from "../../parts/Button";
import { EmptyFirst } from "../../parts/EmptyFirst";
import { Failure } from "../../parts/Failure";
import { Forbidden } from "../../parts/Forbidden";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { CoreFields } from "./CoreFields";
import { LockedNotice, ReadOnlyMapping, StaffActions } from "./LockedMapping";
import "./mapping.css";
import { MappingForm } from "./MappingForm";
import { Unused } from "./Unused";

/** Which TriNet fields fill which demographics; locked once it is in use. */
export function MappingPage() {
  const integration = useIntegration();
  const mapping = useMapping();
  const account = useAccount();
  const error = mapping.error ?? integration.error;
  const connected = integration.data && !["not_connected", "connecting"].includes(integration.data.data.state);
  return (
    <Page title="Map fields" intro="Core fields are synced by themselves. Add the demographics that you want kept current.">
      {!mapping.data || !integration.data ? (
        error ? (
          <Failure problem={error} retry={() => void Promise.all([mapping.refetch(), integration.refetch()])} />
        ) : (
          <Loading what="the mapping" />
        )
      ) : !connected && !mapping.data.data.locked ? (
        <EmptyFirst
          title="Connect TriNet first"
          action={
            <LinkButton variant="primary" to={`/${account}/connect`}>
              Continue setup
            </LinkButton>
          }
        >
          The fields of your company can be seen once it is connected.
        </EmptyFirst>
      ) : (
        <Loaded mapping={mapping.data} />
      )}
    </Page>
  );
}

function Loaded({ mapping }: { mapping: NonNullable<ReturnType<typeof useMapping>["data"]> }) {
  const allowed = useMay("map");
  const { locked, core, version } = mapping.data;
  const fields = useFields(allowed && !locked);
  const existing = useDemographics(allowed && !locked);
  const nameOf = (path: string) => fields.data?.find((field) => field.path === path)?.label ?? path;
  if (locked || !allowed) {
    return (
      <>
        {locked ? (
          <LockedNotice version={version} />
        ) : (
          <Forbidden detail={`Only an ${whoMay("map")} may map fields.`} />
        )}
        <ReadOnlyMapping mapping={mapping.data} nameOf={nameOf} />
        <CoreFields core={core} isOpen />
        <Unused />
        <StaffActions isLocked={locked} />
      </>
    );
  }
  return (
    <>
      <CoreFields core={core} isOpen={false} />
      {fields.error ? (
        <Failure problem={fields.error} retry={() => void fields.refetch()} />
      ) : !fields.data ? (
        <Loading what="the fields of your company from TriNet" />
      ) : (
        <MappingForm current={mapping} fields={fields.data} existing={existing.data?.map(({ name }) => name) ?? []} nameOf={nameOf} />
      )}
    </>
  );
}
