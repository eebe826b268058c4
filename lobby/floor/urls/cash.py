"""Addresses: decisions, waivers, dual sign-off, seizures, bills, fraud. Rows are found by their id alone."""

from django.urls import URLPattern, path

from lobby.floor.api.cash import fraud as fraud_calls
from lobby.floor.api.cash import seizures as seizure_calls
from lobby.floor.api.cash import waivers as waiver_calls
from lobby.floor.views import bills, decisions, dual_signs, fraud, seizures, waivers

BRANCH = "floor/<str:code>"
WAIVER = "floor/waivers/<int:row_id>"
SIGN = "floor/dual-signs/<int:row_id>"
SEIZURE = "floor/seizures/<int:row_id>"
BILL = "floor/bills/<int:row_id>"
CHECK = "floor/fraud-checks/<int:row_id>"
CASE = "floor/fraud-cases/<int:row_id>"

urlpatterns: list[URLPattern] = [
    path(f"{WAIVER}/detail/", decisions.use, name="waiver-detail"),
    path(f"{WAIVER}/approve/", waivers.approve, name="waiver-approve"),
    path(f"{WAIVER}/refuse/", waivers.refuse, name="waiver-refuse"),
    path(f"{WAIVER}/withdraw/", waivers.withdraw, name="waiver-withdraw"),
    path(f"{SIGN}/sign/", dual_signs.sign, name="dual-sign"),
    path(f"{SIGN}/sign-here/", dual_signs.sign_here, name="dual-sign-here"),
    path(f"{SIGN}/withdraw/", dual_signs.withdraw, name="dual-withdraw"),
    path("floor/seizures/<int:seizure_id>/", seizures.page, name="seizure"),
    path("floor/seizures/<int:seizure_id>/record/", seizures.record, name="seizure-record"),
    path(f"{SEIZURE}/detail/", decisions.seizure, name="seizure-detail"),
    path(f"{SEIZURE}/join/", seizures.join, name="seizure-join"),
    path(f"{SEIZURE}/join-here/", seizures.join_here, name="seizure-join-here"),
    path(f"{SEIZURE}/dismiss/", seizures.dismiss, name="seizure-dismiss"),
    path(f"{SEIZURE}/mark/", seizures.mark, name="seizure-mark"),
    path(f"{SEIZURE}/voucher/", seizures.voucher, name="seizure-voucher"),
    path(f"{SEIZURE}/inform/", seizures.inform, name="seizure-inform"),
    path(f"{SEIZURE}/hand-over/", seizures.hand_over, name="seizure-hand-over"),
    path(f"{SEIZURE}/hand-over-here/", seizures.hand_over_here, name="seizure-hand-over-here"),
    path(f"{SEIZURE}/reasons/", seizures.reasons, name="seizure-reasons"),
    path(f"{SEIZURE}/report/", seizures.report, name="seizure-report"),
    path(f"{SEIZURE}/ask-appraisal/", seizures.ask_appraisal, name="seizure-ask-appraisal"),
    path(f"{SEIZURE}/confirm/", seizures.confirm, name="seizure-confirm"),
    path(f"{SEIZURE}/give-back/", seizures.give_back, name="seizure-give-back"),
    path(f"{BILL}/detail/", decisions.bill, name="bill-detail"),
    path(f"{BILL}/accept/", bills.accept, name="bill-accept"),
    path(f"{BILL}/find/", bills.find, name="bill-find"),
    path(f"{BILL}/withdraw/", bills.withdraw, name="bill-withdraw"),
    path(f"{CHECK}/detail/", decisions.review, name="fraud-check-detail"),
    path(f"{CHECK}/release/", fraud.release, name="fraud-release"),
    path(f"{CHECK}/stop/", fraud.stop, name="fraud-stop"),
    path("floor/fraud-cases/<int:case_id>/", fraud.case_page, name="fraud-case"),
    path(f"{CASE}/step/", fraud.step, name="fraud-case-step"),
    path(f"{CASE}/follow-up/", fraud.follow_up, name="fraud-case-follow-up"),
    path(f"{CASE}/close/", fraud.close, name="fraud-case-close"),
    path(f"{BRANCH}/decisions/", decisions.page, name="decisions"),
    path(f"{BRANCH}/counter-acts/", decisions.counter_acts, name="counter-acts"),
    path(f"{BRANCH}/cash-month/", decisions.month, name="cash-month"),
    path(f"{BRANCH}/waivers/", waivers.create, name="waiver-create"),
    path(f"{BRANCH}/dual-signs/", dual_signs.page, name="dual-signs"),
    path(f"{BRANCH}/dual-signs/open/", dual_signs.create, name="dual-open"),
    path(f"{BRANCH}/seizures/", seizures.create, name="seizure-create"),
    path(f"{BRANCH}/bills/", bills.create, name="bill-create"),
    path(f"{BRANCH}/fraud/", fraud.page, name="fraud"),
    path(f"{BRANCH}/fraud-checks/", fraud.create_check, name="fraud-check-create"),
    path(f"{BRANCH}/fraud-talks/", fraud.create_talk, name="fraud-talk-create"),
    path(f"{BRANCH}/fraud-cases/", fraud.create_case, name="fraud-case-create"),
]

WAIVERS, SEIZURES, CHECKS = (f"branches/<slug:code>/{name}" for name in ("waivers", "seizures", "fraud-checks"))
api_calls: list[URLPattern] = [
    path(f"{WAIVERS}/", waiver_calls.Waivers.as_view(), name="api-waivers"),
    path(f"{WAIVERS}/<int:row_id>/approve/", waiver_calls.ApproveWaiver.as_view(), name="api-waiver-approve"),
    path(f"{WAIVERS}/<int:row_id>/refuse/", waiver_calls.RefuseWaiver.as_view(), name="api-waiver-refuse"),
    path(f"{WAIVERS}/<int:row_id>/withdraw/", waiver_calls.WithdrawWaiver.as_view(), name="api-waiver-withdraw"),
    path(f"{SEIZURES}/", seizure_calls.Seizures.as_view(), name="api-seizures"),
    path(f"{SEIZURES}/<int:row_id>/join/", seizure_calls.JoinSeizure.as_view(), name="api-seizure-join"),
    path(f"{SEIZURES}/<int:row_id>/dismiss/", seizure_calls.DismissSeizure.as_view(), name="api-seizure-dismiss"),
    path(f"{SEIZURES}/<int:row_id>/mark/", seizure_calls.MarkSeizure.as_view(), name="api-seizure-mark"),
    path(f"{SEIZURES}/<int:row_id>/voucher/", seizure_calls.VoucherSeizure.as_view(), name="api-seizure-voucher"),
    path(f"{SEIZURES}/<int:row_id>/inform/", seizure_calls.InformSeizure.as_view(), name="api-seizure-inform"),
    path(f"{SEIZURES}/<int:row_id>/hand-over/", seizure_calls.HandOverSeizure.as_view(), name="api-seizure-hand-over"),
    path(f"{SEIZURES}/<int:row_id>/report/", seizure_calls.ReportSeizure.as_view(), name="api-seizure-report"),
    path(f"{SEIZURES}/<int:row_id>/appraise/", seizure_calls.AppraiseSeizure.as_view(), name="api-seizure-appraise"),
    path(f"{SEIZURES}/<int:row_id>/confirm/", seizure_calls.ConfirmSeizure.as_view(), name="api-seizure-confirm"),
    path(f"{SEIZURES}/<int:row_id>/give-back/", seizure_calls.GiveBackSeizure.as_view(), name="api-seizure-give-back"),
    path(f"{CHECKS}/", fraud_calls.FraudChecks.as_view(), name="api-fraud-checks"),
    path(f"{CHECKS}/<int:row_id>/release/", fraud_calls.ReleaseFraudCheck.as_view(), name="api-fraud-check-release"),
    path(f"{CHECKS}/<int:row_id>/stop/", fraud_calls.StopFraudCheck.as_view(), name="api-fraud-check-stop"),
]
