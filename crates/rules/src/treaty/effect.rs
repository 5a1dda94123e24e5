//! What each kind of act does to the standing of the party that did it.

use super::TreatyRule;
use vocabulary::TreatyActionKind;

/// What an act does to the standing of its party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Makes a signatory (articles 12 and 18).
    Sign,
    /// Makes a successor state a signatory (Convention of 1978, articles 18 and 19).
    SucceedToSignature,
    /// Makes a signatory, once confirmed (article 12, paragraph 2 b).
    SignAdReferendum,
    /// Makes a signatory and binds (article 12, paragraph 1).
    SignDefinitively,
    /// Binds who signed before (article 14).
    Ratify,
    /// Binds, in a form that the source does not name (article 11).
    Consent,
    /// Binds without a signature before (article 15).
    Accede,
    /// Binds a successor state (Convention of 1978, article 17).
    Succeed,
    /// Applies the treaty provisionally (article 25).
    ApplyProvisionally,
    /// Ends all bonds to the treaty (articles 54, 56 and 25, paragraph 2).
    Leave,
    /// Undoes leaving before that has effect (article 68).
    RevokeLeaving,
    /// Undoes a signature (article 18 a).
    WithdrawSignature,
    /// Undoes a consent before the treaty is in force for the party, and leaves the signature.
    WithdrawRatification,
    /// Suspends the operation of the treaty for the party (articles 57 and 58).
    Suspend,
    /// Resumes the operation of the treaty that the party had suspended (articles 57, 58 and 72).
    Resume,
    /// Stays outside (article 34).
    Abstain,
    /// Accompanies a consent, and shows that there was one (article 29).
    AccompanyConsent,
    /// Answers a reservation of another. Whoever may become a party can object, so that it shows no bond (article 23, paragraph 1).
    Object,
    /// Accompanies a signature or consent, and shows that there was one (article 19).
    AccompanyBond,
    /// Nobody says what was done.
    Unspecified,
    /// A consent that no source records and another act presupposes.
    PresupposedConsent,
    /// A signature or consent that no source records and another act presupposes.
    PresupposedBond,
}

/// Acts that one act can undo. An act that leaves undoes one bond of each tier; a signature and the ratification that
/// followed it are of different tiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    Signature,
    Consent,
    Provisional,
    Suspension,
    Leaving,
    Unspecified,
    PresupposedConsent,
    PresupposedBond,
}

impl Effect {
    /// What a kind of act does.
    pub(super) fn of(action: TreatyActionKind) -> Self {
        match action {
            TreatyActionKind::Signature => Self::Sign,
            TreatyActionKind::SuccessionToSignature => Self::SucceedToSignature,
            TreatyActionKind::SignatureAdReferendum => Self::SignAdReferendum,
            TreatyActionKind::DefinitiveSignature => Self::SignDefinitively,
            TreatyActionKind::Ratification
            | TreatyActionKind::Acceptance
            | TreatyActionKind::Approval
            | TreatyActionKind::FormalConfirmation => Self::Ratify,
            TreatyActionKind::ConsentToBeBound => Self::Consent,
            TreatyActionKind::Accession => Self::Accede,
            TreatyActionKind::Succession => Self::Succeed,
            TreatyActionKind::ProvisionalApplication => Self::ApplyProvisionally,
            TreatyActionKind::Denunciation | TreatyActionKind::Withdrawal => Self::Leave,
            TreatyActionKind::WithdrawalOfDenunciation => Self::RevokeLeaving,
            TreatyActionKind::WithdrawalOfSignature => Self::WithdrawSignature,
            TreatyActionKind::WithdrawalOfRatification => Self::WithdrawRatification,
            TreatyActionKind::Suspension => Self::Suspend,
            TreatyActionKind::Resumption => Self::Resume,
            TreatyActionKind::NonParticipation => Self::Abstain,
            TreatyActionKind::TerritorialApplication => Self::AccompanyConsent,
            TreatyActionKind::Objection | TreatyActionKind::WithdrawalOfObjection => Self::Object,
            TreatyActionKind::Reservation
            | TreatyActionKind::WithdrawalOfReservation
            | TreatyActionKind::Declaration
            | TreatyActionKind::WithdrawalOfDeclaration => Self::AccompanyBond,
            TreatyActionKind::Unspecified => Self::Unspecified,
        }
    }

    /// Whether two claims of what was done make the same of the party: all plain consents do, and so do signatures that
    /// await consent. A succession differs from them: it counts back.
    pub(super) fn agrees(self, other: Self) -> bool {
        let is_plain = |effect| matches!(effect, Self::Ratify | Self::Consent | Self::Accede);
        let only_signs = |effect| matches!(effect, Self::Sign | Self::SucceedToSignature);
        self == other || is_plain(self) && is_plain(other) || only_signs(self) && only_signs(other)
    }

    /// The rule that says so.
    pub(super) fn rule(self) -> TreatyRule {
        match self {
            Self::Sign => TreatyRule::SignatureDoesNotBind,
            Self::SucceedToSignature => TreatyRule::SuccessionToSignature,
            Self::SignAdReferendum => TreatyRule::SignatureAwaitsConfirmation,
            Self::SignDefinitively => TreatyRule::DefinitiveSignatureBinds,
            Self::Ratify | Self::Consent | Self::Accede => TreatyRule::ConsentBinds,
            Self::Succeed => TreatyRule::SuccessionBinds,
            Self::ApplyProvisionally => TreatyRule::ProvisionalApplication,
            Self::Leave => TreatyRule::LeavingEndsBond,
            Self::RevokeLeaving => TreatyRule::LeavingRevoked,
            Self::WithdrawSignature => TreatyRule::SignatureWithdrawn,
            Self::WithdrawRatification => TreatyRule::RatificationWithdrawn,
            Self::Suspend => TreatyRule::SuspensionReleases,
            Self::Resume => TreatyRule::OperationResumed,
            Self::Abstain => TreatyRule::NonParticipation,
            Self::AccompanyConsent | Self::AccompanyBond | Self::Object => TreatyRule::NoEffectOnStatus,
            Self::Unspecified => TreatyRule::UnspecifiedAct,
            Self::PresupposedConsent | Self::PresupposedBond => TreatyRule::ActPresupposesBond,
        }
    }

    /// Whether it makes a signatory.
    pub(super) fn signs(self) -> bool {
        self.is_recorded_signature() || matches!(self, Self::Unspecified | Self::PresupposedBond)
    }

    /// Whether it binds.
    pub(super) fn consents(self) -> bool {
        self.is_recorded_consent()
            || matches!(self, Self::Unspecified | Self::PresupposedConsent | Self::PresupposedBond)
    }

    /// Whether it is a consent that a source records as such.
    pub(super) fn is_recorded_consent(self) -> bool {
        matches!(self, Self::SignDefinitively | Self::Ratify | Self::Consent | Self::Accede | Self::Succeed)
    }

    /// Whether somebody did it, be it recorded what it was; else it follows from another act, and lies before that.
    pub(super) fn is_done(self) -> bool {
        !matches!(self, Self::PresupposedConsent | Self::PresupposedBond)
    }

    /// Whether a source says what was done.
    pub(super) fn is_recorded(self) -> bool {
        !matches!(self, Self::Unspecified | Self::PresupposedConsent | Self::PresupposedBond)
    }

    /// Whether it is a signature that a source records as such.
    pub(super) fn is_recorded_signature(self) -> bool {
        matches!(self, Self::Sign | Self::SucceedToSignature | Self::SignAdReferendum | Self::SignDefinitively)
    }

    /// Whether it says how the party stands to the treaty.
    pub(super) fn bears_on_status(self) -> bool {
        self != Self::Object
    }

    /// Whether it changes how the party stands, and not only shows it.
    pub(super) fn changes_status(self) -> bool {
        !matches!(self, Self::Object | Self::AccompanyConsent | Self::AccompanyBond)
    }

    /// Whether two acts do the same to their parties: sign, consent, leave and so on.
    pub(super) fn does_the_same(self, other: Self) -> bool {
        self == other || self.signs() && other.signs() || self.consents() && other.consents()
    }

    /// Whether a successor did it, so that it counts back (Convention of 1978, articles 18, 19, 22 and 23).
    pub(super) fn succeeds(self) -> bool {
        matches!(self, Self::Succeed | Self::SucceedToSignature)
    }

    /// Whether it is never certain that it signs or binds.
    pub(super) fn is_only_possible(self) -> bool {
        matches!(self, Self::SignAdReferendum | Self::Unspecified | Self::PresupposedConsent | Self::PresupposedBond)
    }

    /// Which acts it is one of, where it can be undone.
    pub(super) fn tier(self) -> Option<Tier> {
        match self {
            Self::Sign | Self::SucceedToSignature | Self::SignAdReferendum => Some(Tier::Signature),
            Self::SignDefinitively | Self::Ratify | Self::Consent | Self::Accede | Self::Succeed => Some(Tier::Consent),
            Self::ApplyProvisionally => Some(Tier::Provisional),
            Self::Suspend => Some(Tier::Suspension),
            Self::Leave => Some(Tier::Leaving),
            Self::Unspecified => Some(Tier::Unspecified),
            Self::PresupposedConsent => Some(Tier::PresupposedConsent),
            Self::PresupposedBond => Some(Tier::PresupposedBond),
            _ => None,
        }
    }

    /// Whether it undoes another act, if it comes after it.
    pub(super) fn undoes(self, other: Self) -> bool {
        match self {
            Self::Leave => other.tier().is_some_and(|tier| tier != Tier::Leaving),
            Self::RevokeLeaving => other == Self::Leave,
            Self::Resume => other == Self::Suspend,
            Self::WithdrawSignature => other.is_recorded_signature() || other == Self::PresupposedBond,
            Self::WithdrawRatification => {
                matches!(other, Self::Ratify | Self::Consent | Self::Accede | Self::PresupposedConsent)
            }
            _ => false,
        }
    }

    /// What an act shows to have been there before, where no source records it.
    pub(super) fn presupposes(self) -> Option<Self> {
        match self {
            Self::Leave
            | Self::RevokeLeaving
            | Self::WithdrawRatification
            | Self::Suspend
            | Self::Resume
            | Self::AccompanyConsent => Some(Self::PresupposedConsent),
            Self::WithdrawSignature | Self::AccompanyBond => Some(Self::PresupposedBond),
            _ => None,
        }
    }
}
