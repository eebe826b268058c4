"""Words of the ground floor: roles, permissions and kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """Levels of the organisation tree above the branch."""

    HEAD_OFFICE = "head_office", _("head office")
    REGIONAL_BRANCH = "regional_branch", _("regional branch")


class RoleCode(models.TextChoices):
    """Who may do what; the codes of the bank's role list."""

    LM = "LM", _("lobby manager")
    LMA = "LMA", _("lobby assistant")
    TELLER = "TELLER", _("teller")
    TELLER_LEAD = "TELLER_LEAD", _("operations supervisor")
    WM = "WM", _("wealth manager")
    RM = "RM", _("relationship manager")
    BA = "BA", _("business adviser")
    HEAD = "HEAD", _("branch head")
    SEC = "SEC", _("security guard")
    VTM_AGENT = "VTM_AGENT", _("remote teller")
    VTM_AUTH = "VTM_AUTH", _("remote authoriser")
    VTM_QC = "VTM_QC", _("remote quality check")
    TECH = "TECH", _("branch technician")
    BR_OPS = "BR_OPS", _("regional branch support")
    HO = "HO", _("head office")
    CP = "CP", _("consumer protection officer")
    COMPL = "COMPL", _("compliance reviewer")
    CONTENT = "CONTENT", _("content manager")
    TRAIN = "TRAIN", _("trainer")
    MYST = "MYST", _("mystery visitor")
    SYSADM = "SYSADM", _("system administrator")
    SECADM = "SECADM", _("security administrator")
    AUDITOR = "AUDITOR", _("audit administrator")


class Permission(models.TextChoices):
    """What a role opens; `access.ROLE_PERMISSIONS` grants them."""

    FLOOR_VIEW = "floor.view", _("see the floor")
    TICKET_ISSUE = "ticket.issue", _("issue tickets")
    TICKET_MANAGE = "ticket.manage", _("move tickets in the queue")
    COUNTER_WORK = "counter.work", _("work at a counter")
    COUNTER_MANAGE = "counter.manage", _("end a stuck counter session")
    DEVICE_REPORT = "device.report", _("say whether a machine works")
    KPI_VIEW = "kpi.view", _("see the branch's figures")
    SETTINGS_EDIT = "settings.edit", _("edit the branch's settings")
    STAFF_EDIT = "staff.edit", _("edit staff and keys")
    JOURNAL_VIEW = "journal.view", _("read the journal")
    ROSTER_VIEW = "roster.view", _("see forecast and roster")
    ROSTER_EDIT = "roster.edit", _("plan shifts and breaks")
    SIMULATE = "demo.simulate", _("start a simulated day")
    PEAK_RUN = "peak.run", _("start and stop the peak plan")
    PEAK_PLAN = "peak.plan", _("change the peak plan and its thresholds")
    TASK_ASSIGN = "task.assign", _("give tasks to others")
    BACK_OFFICE = "back_office.work", _("work on the back office's tasks")
    CHECK_DO = "check.do", _("carry out checks")
    CHECK_SIGN = "check.sign", _("sign checks off")
    CHECK_EDIT = "check.edit", _("edit the templates of checks")
    LIBRARY_VIEW = "library.view", _("read the library")
    LIBRARY_WRITE = "library.write", _("write for the library")
    LIBRARY_APPROVE = "library.approve", _("approve what others wrote")
    CONTENT_PUBLISH = "content.publish", _("decide what the screens play")
    STOCK_MANAGE = "stock.manage", _("keep leaflets and prizes")
    BRIEFING_LEAD = "briefing.lead", _("lead the briefing and the evening review")
    CARE_GIVE = "care.give", _("care for waiting customers")
    INCIDENT_REPORT = "incident.report", _("report an incident")
    INCIDENT_CLASSIFY = "incident.classify", _("say what an incident is")
    INCIDENT_COMMAND = "incident.command", _("lead the response to an incident")
    SECURITY_VIEW = "security.view", _("see what only security may see")
    WAIVER_GRANT = "waiver.grant", _("waive small fees within limits")
    AUTHORITY_APPROVE = "authority.approve", _("approve what is over another's limit")
    CASH_SEIZE = "cash.seize", _("seize counterfeit money")
    BILL_EXAMINE = "bill.examine", _("examine doubtful bills")
    FRAUD_CHECK = "fraud.check", _("ask about signs of fraud")
    FRAUD_REVIEW = "fraud.review", _("decide on signs of fraud")
    DUAL_SIGN = "dual.sign", _("sign what two people sign")
    DEVICE_EDIT = "device.edit", _("keep the register of machines")
    DEVICE_REVOKE = "device.revoke", _("shut a machine's key out")
    FAULT_HANDLE = "fault.handle", _("work on a machine's faults in the branch")
    FAULT_SUPPORT = "fault.support", _("work on faults handed to the regional branch")
    FAULT_EXPERT = "fault.expert", _("work on faults handed to head office")
    FAULT_VERIFY = "fault.verify", _("test whether a fault is mended")
    OUTAGE_RUN = "outage.run", _("declare that systems have failed")
    ASSIST_GIVE = "assist.give", _("help customers at machines")
    FOUND_KEEP = "found.keep", _("keep what customers left behind")
    VTM_WORK = "vtm.work", _("serve customers by video")
    VTM_AUTHORISE = "vtm.authorise", _("authorise what remote tellers do")
    VTM_SCORE = "vtm.score", _("judge the quality of video sessions")
    VTM_DECIDE = "vtm.decide", _("decide about appeals against quality scores")
    VTM_WATCH = "vtm.watch", _("join a video session as its supervisor")
    KNOW_HOW_VIEW = "know_how.view", _("see who knows what they have to know")
    COMPETENCE_RATE = "competence.rate", _("rate the competence of staff")
    COMPLAINT_CAPTURE = "complaint.capture", _("note complaints")
    COMPLAINT_VIEW = "complaint.view", _("see complaints")
    COMPLAINT_HANDLE = "complaint.handle", _("handle complaints")
    COMPLAINT_LEAD = "complaint.lead", _("assign complaints and approve plans")
    COMPLAINT_PROTECT = "complaint.protect", _("merge, reject, close and reopen complaints")
    COMPLAINT_CALL_BACK = "complaint.call_back", _("call customers back about complaints")
    COMPLAINT_PERSONAL = "complaint.personal", _("read who complained and how to reach them")
    COMPLAINT_OVERSEE = "complaint.oversee", _("decide on complaints above the branch")
    EXPERIENCE_VIEW = "experience.view", _("see what customers experience")
    EXPERIENCE_EDIT = "experience.edit", _("work on what customers experience")
    MYSTERY_VISIT = "mystery.visit", _("visit branches as a mystery visitor")
    MYSTERY_RELEASE = "mystery.release", _("release the results of mystery visits")
    CUSTOMER_FIND = "customer.find", _("find a customer's card")
    CUSTOMER_VIEW = "customer.view", _("see what the bank knows about a customer")
    CUSTOMER_EDIT = "customer.edit", _("note consents and what customers say on their card")
    CUSTOMER_IMPORT = "customer.import", _("import customers from the core system")
    PROMPT_USE = "prompt.use", _("get hints what to offer")
    LEAD_CREATE = "lead.create", _("note a lead and refer a customer")
    LEAD_WORK = "lead.work", _("take referrals and follow leads up")
    LEAD_MANAGE = "lead.manage", _("hand leads out and decide about contributions")
    ADVICE_GIVE = "advice.give", _("assess risk tolerance and propose products")
    PRODUCT_EDIT = "product.edit", _("keep products and the rules of offers")
    CAMPAIGN_EDIT = "campaign.edit", _("plan campaigns and events")
    CAMPAIGN_APPROVE = "campaign.approve", _("approve campaigns and events")
    MARKETING_VIEW = "marketing.view", _("see what marketing achieves")


class AuthorityAction(models.TextChoices):
    """What somebody may decide alone up to an amount (S216)."""

    FEE_WAIVER = "fee_waiver", _("waive a fee")
    FEE_REFUND = "fee_refund", _("refund a fee")
    FAST_APPROVAL = "fast_approval", _("approve simple business at once")
    COMPENSATION = "compensation", _("compensate for a complaint")


class QualificationKind(models.TextChoices):
    """What somebody may sell with it (R07, R09)."""

    WEALTH = "wealth", _("wealth products")
    FUND = "fund", _("funds")
    INSURANCE = "insurance", _("insurance")


class SkillKind(models.TextChoices):
    """A skill is a service or a language."""

    SERVICE = "service", _("service")
    LANGUAGE = "language", _("language")


class Rank(models.TextChoices):
    """Primary skills serve at once, secondary ones after a set wait."""

    PRIMARY = "primary", _("primary")
    SECONDARY = "secondary", _("secondary")


class ZoneKind(models.TextChoices):
    """What happens in a zone."""

    ENTRANCE = "entrance", _("entrance")
    WAITING = "waiting", _("waiting area")
    CASH = "cash", _("cash counters")
    NONCASH = "noncash", _("non-cash counters")
    SELF_SERVICE = "self_service", _("self-service")
    WEALTH = "wealth", _("wealth zone")
    CORPORATE = "corporate", _("corporate counters")


class Complexity(models.TextChoices):
    """Simple services have a 5-minute target, complex ones 15 (S190)."""

    SIMPLE = "simple", _("simple")
    COMPLEX = "complex", _("complex")


class ServiceFamily(models.TextChoices):
    """The business a service belongs to."""

    CASH = "cash", _("cash")
    NONCASH = "noncash", _("non-cash")
    CARD = "card", _("cards")
    WEALTH = "wealth", _("wealth")
    LOAN = "loan", _("loans")
    CORPORATE = "corporate", _("corporate")


class Channel(models.TextChoices):
    """Where a service can be done."""

    COUNTER = "counter", _("counter")
    SMART_COUNTER = "smart_counter", _("smart counter")
    VTM = "vtm", _("video teller machine")
    SELF_SERVICE = "self_service", _("self-service")
    WEALTH_DESK = "wealth_desk", _("wealth desk")


class RoutingOrder(models.TextChoices):
    """Which way comes first when several serve a customer about as soon (S210)."""

    DEVICE_VTM_COUNTER = "device,vtm,counter", _("machine, then video teller, then counter")
    DEVICE_COUNTER_VTM = "device,counter,vtm", _("machine, then counter, then video teller")
    VTM_DEVICE_COUNTER = "vtm,device,counter", _("video teller, then machine, then counter")
    VTM_COUNTER_DEVICE = "vtm,counter,device", _("video teller, then counter, then machine")
    COUNTER_DEVICE_VTM = "counter,device,vtm", _("counter, then machine, then video teller")
    COUNTER_VTM_DEVICE = "counter,vtm,device", _("counter, then video teller, then machine")


class DeviceKind(models.TextChoices):
    """Things that stand in a branch (S110); each may hold a credential of its own."""

    WALL = "wall", _("wall display")
    KIOSK = "kiosk", _("ticket kiosk")
    SMART_COUNTER = "smart_counter", _("smart counter")
    VTM = "vtm", _("video teller machine")
    ATM = "atm", _("cash machine")
    CASH_RECYCLER = "cash_recycler", _("cash recycler")
    TERMINAL = "terminal", _("self-service terminal")
    LED = "led", _("LED sign")
    EVALUATOR = "evaluator", _("evaluator")
    EBANK_PC = "ebank_pc", _("e-bank computer")
    PHONE = "phone", _("service phone")
    NOTE_DETECTOR = "note_detector", _("note detector")
    PRINTER = "printer", _("printer")
    ALARM = "alarm", _("alarm")
    EXPERIENCE = "experience", _("device to try out")
    CONCIERGE = "concierge", _("concierge")


class Post(models.TextChoices):
    """Where somebody on a shift stands."""

    COUNTER = "counter", _("counter duty")
    ENTRANCE = "entrance", _("entrance post")
    LOBBY = "lobby", _("lobby duty")


class Duty(models.TextChoices):
    """A part in the lobby team at peak: the chief takes VIP and complex customers, assistants guide (S193)."""

    CHIEF = "chief", _("chief lobby manager")
    ASSISTANT = "assistant", _("lobby assistant on duty")


class RosterTemplate(models.TextChoices):
    """When a shift counts."""

    NORMAL = "normal", _("normal")
    PEAK = "peak", _("peak")


class BreakKind(models.TextChoices):
    """Why somebody is away from the post; at `support` the window is closed and the person helps elsewhere."""

    MEAL = "meal", _("meal break")
    BREAK = "break", _("short break")
    SUPPORT = "support", _("window closed, person helps elsewhere")


class Grade(models.TextChoices):
    """How experienced somebody is in looking after customers (S178)."""

    JUNIOR = "junior", _("junior")
    SENIOR = "senior", _("senior")
