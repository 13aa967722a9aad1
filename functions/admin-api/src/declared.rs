//! How a route comes into the API: with who may use it. There is no other way, so none can be without.

use std::collections::BTreeMap;

use utoipa::openapi::path::Operation;
use utoipa::openapi::{OpenApi, PathItem};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::signin::Permission;
use crate::state::ApiState;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody. Such a route shows nothing of an account.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever has the permission in the account of the path.
    To(Permission),
}

/// Who may use which operation, by path template and method.
pub(crate) type Accesses = BTreeMap<(String, String), Access>;

/// Routes with their description and with who may use them.
#[derive(Default)]
pub(crate) struct Declared {
    router: OpenApiRouter<ApiState>,
    accesses: Accesses,
}

impl Declared {
    /// No routes, and what the description says besides.
    pub(crate) fn described_by(document: OpenApi) -> Self {
        Self { router: OpenApiRouter::with_openapi(document), accesses: Accesses::new() }
    }

    /// Routes of an account, for whoever has a permission in it.
    pub(crate) fn to(self, permission: Permission, routes: UtoipaMethodRouter<ApiState>) -> Self {
        self.with(Access::To(permission), routes)
    }

    /// Routes for whoever is signed in.
    pub(crate) fn signed_in(self, routes: UtoipaMethodRouter<ApiState>) -> Self {
        self.with(Access::SignedIn, routes)
    }

    /// Routes for anybody.
    pub(crate) fn public(self, routes: UtoipaMethodRouter<ApiState>) -> Self {
        self.with(Access::Public, routes)
    }

    /// Both.
    pub(crate) fn merge(mut self, other: Self) -> Self {
        self.accesses.extend(other.accesses);
        self.router = self.router.merge(other.router);
        self
    }

    /// These routes, and `inner` below `prefix`.
    pub(crate) fn nest(mut self, prefix: &str, inner: Self) -> Self {
        let below = inner.accesses.into_iter().map(|((path, method), access)| ((format!("{prefix}{path}"), method), access));
        self.accesses.extend(below);
        self.router = self.router.nest(prefix, inner.router);
        self
    }

    /// The routes, and who may use them.
    pub(crate) fn into_parts(self) -> (OpenApiRouter<ApiState>, Accesses) {
        (self.router, self.accesses)
    }

    fn with(mut self, access: Access, routes: UtoipaMethodRouter<ApiState>) -> Self {
        for (path, item) in &routes.1.paths {
            let methods = operations(item).into_iter().map(|(method, _)| ((path.clone(), method.to_owned()), access));
            self.accesses.extend(methods);
        }
        self.router = self.router.routes(routes);
        self
    }
}

/// The operations of a path, by method.
pub(crate) fn operations(item: &PathItem) -> Vec<(&'static str, &Operation)> {
    let all = [("GET", &item.get), ("PUT", &item.put), ("POST", &item.post), ("PATCH", &item.patch), ("DELETE", &item.delete)];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?))).collect()
}
