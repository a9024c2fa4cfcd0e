//! Ed25519 with keys in PEM, as `openssl genpkey -algorithm ed25519` writes them.

use crate::error::Error;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePublicKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::path::Path;

/// A key to sign with.
pub struct Key(SigningKey);

impl Key {
    pub fn read(path: &Path) -> Result<Key, Error> {
        let help = "is no Ed25519 key in PKCS#8 without a password; `openssl genpkey -algorithm ed25519 -out key.pem` makes one";
        let key = SigningKey::from_pkcs8_pem(&text(path)?);
        key.map(Key).map_err(|_| Error::Usage(format!("{} {help}", path.display())))
    }

    /// The key that others check with.
    pub fn public_pem(&self) -> Result<String, Error> {
        self.0.verifying_key().to_public_key_pem(LineEnding::LF).map_err(|e| Error::Usage(e.to_string()))
    }

    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

/// A key to check with.
#[derive(PartialEq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    pub fn read(path: &Path) -> Result<PublicKey, Error> {
        let key = PublicKey::parse(&text(path)?);
        key.ok_or_else(|| Error::Usage(format!("{} is no public Ed25519 key in PEM, such as a release has beside it", path.display())))
    }

    pub fn parse(pem: &str) -> Option<PublicKey> {
        VerifyingKey::from_public_key_pem(pem).ok().map(PublicKey)
    }

    /// Whether the key signed these bytes; only one signature of them is right.
    pub fn signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }
}

fn text(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.display().to_string(), source })
}
