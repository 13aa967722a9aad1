import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { MemoryRouter, Route, Routes } from "react-router";
import { queryClient } from "../../app/queries";
import { IntegrationsPage } from "./IntegrationsPage";

/** Renders the page for the account `acme`; for tests. */
export function renderPage() {
  render(
    <QueryClientProvider client={queryClient()}>
      <MemoryRouter initialEntries={["/acme"]}>
        <Routes>
          <Route path="/:account" element={<IntegrationsPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}
