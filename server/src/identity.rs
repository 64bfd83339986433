//! Who says who somebody is: an identity provider, over OpenID Connect, and nothing else. Whom that lets in is decided elsewhere.
//!
//! Authorization code with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9700), as the Dutch government profile
//! (OIDC NL GOV 1.0.1) asks of a client, but for its keys: the client proves itself with a shared secret.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app::model::account::{Email, Identity};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse,
};

/// How long a question to the provider may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long what the provider says about itself, its keys among it, is taken for true.
const KNOWN: Duration = Duration::from_secs(600);

/// A provider of identities.
pub struct Provider {
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<ClientSecret>,
    back: RedirectUrl,
    wire: reqwest::Client,
    known: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

/// Where somebody is sent to say who they are, and what must come back with them.
pub struct Departure {
    pub address: String,
    pub kept: Kept,
}

/// What only the browser that left may bring back. Each is random, in base64url.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

/// Why it is not known who somebody is. Says nothing of the person.
#[derive(Debug, thiserror::Error)]
pub enum Unproven {
    #[error("the identity provider does not answer: {0}")]
    Silent(String),
    #[error("the answer of the identity provider does not hold: {0}")]
    Invalid(String),
}

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

impl Provider {
    /// A provider by its issuer, for a site that readers know as `site`. It is asked nothing yet: a provider that is down
    /// must not keep the site from starting.
    pub fn new(issuer: &str, client: &str, secret: Option<&str>, site: &str) -> Result<Provider, String> {
        let wire = reqwest::Client::builder()
            // A redirect could lead the secret elsewhere.
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Provider {
            issuer: IssuerUrl::new(issuer.to_owned()).map_err(|error| error.to_string())?,
            client: ClientId::new(client.to_owned()),
            secret: secret.map(|secret| ClientSecret::new(secret.to_owned())),
            back: RedirectUrl::new(format!("{site}{BACK}")).map_err(|error| error.to_string())?,
            wire,
            known: Mutex::new(None),
        })
    }

    /// The way to the provider, for one browser, once.
    pub async fn leave(&self) -> Result<Departure, Unproven> {
        let client = self.client().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state, nonce) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let kept = Kept { state: state.into_secret(), nonce: nonce.secret().clone(), verifier: verifier.into_secret() };
        Ok(Departure { address: address.into(), kept })
    }

    /// Who came back with this code.
    pub async fn arrive(&self, code: &str, kept: Kept) -> Result<Identity, Unproven> {
        let client = self.client().await?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(invalid)?
            .set_pkce_verifier(PkceCodeVerifier::new(kept.verifier))
            .request_async(&self.wire)
            .await
            .map_err(invalid)?;
        let claims = claims(&client, &tokens, &Nonce::new(kept.nonce))?;
        let email = match address_of(claims.email(), claims.email_verified()) {
            Some(email) => Some(email),
            None => self.asked_address(&client, &tokens, &claims).await?,
        };
        Ok(Identity { issuer: self.issuer.to_string(), subject: claims.subject().to_string(), email })
    }

    /// Whether an answer that names its issuer names this one (RFC 9207).
    pub fn is(&self, issuer: &str) -> bool {
        self.issuer.as_str() == issuer
    }

    /// Many providers tell an address only to who asks for it with the token.
    async fn asked_address(
        &self,
        client: &Client,
        tokens: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<Option<Email>, Unproven> {
        let subject = Some(claims.subject().clone());
        let Ok(question) = client.user_info(tokens.access_token().clone(), subject) else { return Ok(None) };
        let told: CoreUserInfoClaims = question.request_async(&self.wire).await.map_err(invalid)?;
        Ok(address_of(told.email(), told.email_verified()))
    }

    async fn client(&self) -> Result<Client, Unproven> {
        let told = match self.fresh() {
            Some(told) => told,
            // Several may ask at once. A lock held meanwhile would let each of them wait for a silent provider in turn.
            None => {
                let told = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.wire)
                    .await
                    .map_err(|error| Unproven::Silent(with_causes(&error)))?;
                *self.known() = Some((Instant::now(), told.clone()));
                told
            }
        };
        Ok(CoreClient::from_provider_metadata(told, self.client.clone(), self.secret.clone())
            .set_redirect_uri(self.back.clone()))
    }

    fn fresh(&self) -> Option<CoreProviderMetadata> {
        self.known().as_ref().filter(|(at, _)| at.elapsed() < KNOWN).map(|(_, told)| told.clone())
    }

    fn known(&self) -> MutexGuard<'_, Option<(Instant, CoreProviderMetadata)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where the provider sends people back to. It is registered there with the whole address of the site.
pub const BACK: &str = "/aanmelden/terug";

/// What the provider signed, checked: its signature, for whom and for which departure it is, and that the token came with it.
fn claims(client: &Client, tokens: &CoreTokenResponse, nonce: &Nonce) -> Result<CoreIdTokenClaims, Unproven> {
    let signed = tokens.id_token().ok_or_else(|| Unproven::Invalid("it has no ID token".to_owned()))?;
    let verifier = client.id_token_verifier();
    let claims = signed.claims(&verifier, nonce).map_err(invalid)?;
    if let Some(told) = claims.access_token_hash() {
        let algorithm = signed.signing_alg().map_err(invalid)?;
        let key = signed.signing_key(&verifier).map_err(invalid)?;
        let made = AccessTokenHash::from_token(tokens.access_token(), algorithm, key).map_err(invalid)?;
        if made != *told {
            return Err(Unproven::Invalid("the access token is not the one that was signed for".to_owned()));
        }
    }
    Ok(claims.clone())
}

/// An address that the provider vouches for. One that it does not may be anybody's.
fn address_of(email: Option<&openidconnect::EndUserEmail>, verified: Option<bool>) -> Option<Email> {
    email.filter(|_| verified == Some(true)).and_then(|email| email.as_str().parse().ok())
}

fn invalid(error: impl std::error::Error) -> Unproven {
    Unproven::Invalid(with_causes(&error))
}

/// An error of the wire says little; what caused it says more.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    std::iter::once(error.to_string()).chain(causes.map(ToString::to_string)).collect::<Vec<_>>().join(": ")
}
