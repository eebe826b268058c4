"""The guards by what is meant: notions that may not be said together, in whatever words."""

from __future__ import annotations

from functools import partial

from marketing.domain.language.guards import (
    claims,
    deposits,
    looks,
    pressure,
    prizes,
    rates,
    returns,
    tracking,
    transfers,
)
from marketing.domain.language.lexicon import certainty as how
from marketing.domain.language.lexicon import claims as best
from marketing.domain.language.lexicon import deposits as saving
from marketing.domain.language.lexicon import gifts, money, people, urgency
from marketing.domain.language.lexicon import transfers as moving
from marketing.domain.language.notions import Rule
from marketing.enums.scripts import Guard

loss = partial(Rule, Guard.RETURN, why=returns.WHY_PRINCIPAL, way_out=returns.SAY_LOSS, unless=(money.TRUE_SAFE,))
gain = partial(Rule, Guard.RETURN, why=returns.WHY_GAIN, way_out=returns.SAY_RANGE, unless=(money.TRUE_SAFE,))
risk = partial(Rule, Guard.RETURN, why=returns.WHY_RISK, way_out=returns.SAY_LOSS, unless=(money.TRUE_SAFE,))
expected = partial(
    Rule, Guard.RETURN, why=rates.WHY_EXPECTED, way_out=rates.SAY_BASIS, unless=(money.TRUE_SAFE, saving.DEPOSIT)
)
transfer = partial(Rule, Guard.TRANSFER, why=transfers.WHY, way_out=transfers.WAY_OUT, unless=(moving.TRUE_TRANSFER,))
deposit = partial(Rule, Guard.DEPOSIT, why=deposits.WHY, way_out=deposits.WAY_OUT, unless=(saving.TRUE_DEPOSIT,))
hurried = partial(Rule, Guard.PRESSURE, why=pressure.WHY, way_out=pressure.WAY_OUT, unless=(urgency.CALM,))
given = partial(Rule, Guard.PRIZE, why=prizes.WHY, way_out=prizes.WAY_OUT, unless=(gifts.TRUE_GIFT,))
topped = partial(Rule, Guard.CLAIM, why=claims.WHY_BEST, way_out=claims.SAY_FACT, unless=(best.TRUE_CLAIM,))
compared = partial(Rule, Guard.CLAIM, why=claims.WHY_COMPARED, way_out=claims.SAY_FACT, unless=(best.TRUE_CLAIM,))
granted = partial(Rule, Guard.CLAIM, why=claims.WHY_ABSOLUTE, way_out=claims.SAY_DEPENDS, unless=(best.TRUE_CLAIM,))
looked_at = partial(Rule, Guard.LOOKS, why=looks.WHY_NO_LOOKS, way_out=looks.SAY_NEED, unless=(people.TRUE_LOOK,))
followed = partial(Rule, Guard.TRACKING, why=tracking.WHY, way_out=tracking.WAY_OUT, unless=(people.TRUE_TRACE,))

N01 = (
    loss((money.PRINCIPAL, how.SURE, money.SAFE), reach=10),
    loss((money.PRINCIPAL, money.SAFE), reach=3),
    loss((money.PRINCIPAL, how.WORST, money.SAFE), reach=10),
    loss((how.SURE, money.PRINCIPAL), reach=4, in_order=True),
    loss((how.NEVER, money.LOSS), reach=10, in_order=True),
    loss((money.PRINCIPAL, money.REASSURING), reach=8),
    loss((how.RHETORIC, money.LOSS), reach=4, in_order=True),
    risk((how.RHETORIC, money.RISK), reach=4, in_order=True),
    loss((money.WE, money.PAY_YOU), reach=4, in_order=True),
    loss((money.SHORTFALL, money.WE, money.MAKE_GOOD), reach=10),
    loss((how.NOT_IN_NAME, how.IN_TRUTH), reach=16, in_order=True, is_absolute=True),
    risk((money.RISK, how.NONE), reach=6, across=1),
    risk((how.RISK_TALK, how.DISMISSED), reach=18),
    gain((money.RETURN, how.SURE), reach=8),
    gain((how.WORST, money.TAKE_HOME), reach=8, in_order=True),
    gain((how.EVER, how.GAINING), reach=5),
    gain((money.PUT_IN, money.AMOUNT, money.WILL_HAVE), reach=12, unless=(money.TRUE_SAFE, saving.DEPOSIT)),
    loss((money.AS_GOOD_AS,), is_absolute=True),
    gain((money.EASY,)),
    gain((money.BACKED, money.REASSURING), reach=12),
    gain((money.AMOUNT, money.PERIOD, money.TAKE_HOME), reach=12, unless=(money.TRUE_SAFE, saving.DEPOSIT)),
    expected((money.EXPECTED, money.AMOUNT, money.TAKE_HOME), reach=12),
    expected((money.EXPECTED, money.RETURN, money.AMOUNT), reach=14),
    expected((money.EXPECTED, money.RATE_SAID), reach=10),
    expected((how.SURE, money.RATE_SAID), reach=8),
    expected((money.RATE_SAID, money.PERIOD, money.TAKE_HOME), reach=10),
)
N04 = (
    transfer((moving.HOLD_BACK,), is_absolute=True),
    transfer((moving.MOVE, moving.COSTLY), reach=16),
    transfer((moving.MOVE, moving.SLOW), reach=14),
    transfer((moving.MOVE, moving.UNSAFE), reach=14),
    transfer((moving.MOVE, moving.STAY), reach=16),
    transfer((moving.MOVE, moving.PUNISHED), reach=16),
    transfer((moving.OTHER_BANK, moving.UNSAFE), reach=12, is_absolute=True),
    transfer((moving.OTHER_BANK, moving.FEE, moving.STAY), reach=20),
    transfer((moving.OTHER_BANK, moving.SLOW), reach=14),
    transfer((moving.STAFF_TOLD, moving.FEE), reach=14, is_absolute=True),
    transfer((moving.STAFF_TOLD, moving.SLOW), reach=14, is_absolute=True),
)
N05 = (
    deposit((saving.DEPOSIT, saving.COMPARED, saving.BETTER), reach=14),
    deposit((saving.DISGUISED,)),
    deposit((saving.DEPOSIT, saving.UPGRADED), reach=3, in_order=True),
    deposit((saving.DEPOSIT, money.SAFE, saving.FUND_RETURN), reach=12),
    deposit((saving.DEPOSIT, money.AMOUNT, saving.PRODUCT, money.AMOUNT), reach=8, in_order=True),
    deposit((saving.DEPOSIT, saving.ALIKE), reach=9),
    deposit((saving.DEPOSIT, saving.SAME, saving.PRODUCT), reach=14),
    deposit((saving.DEPOSIT, saving.SAME, saving.BETTER), reach=16),
    deposit((saving.RISKY, saving.IS, saving.DEPOSIT), reach=6, in_order=True),
    deposit((saving.SCORN, saving.DEPOSIT), reach=6),
    deposit((saving.DEPOSIT, saving.POOR, saving.PRODUCT), reach=20),
    deposit((saving.DEPOSIT, saving.POOR, saving.BETTER), reach=20),
    deposit((saving.DEPOSIT, saving.POOR, saving.SWITCH), reach=20),
    deposit((saving.DEPOSIT, saving.SWITCH, saving.BETTER), reach=20),
    deposit((saving.DEPOSIT, saving.SWITCH, saving.PRODUCT), reach=14),
    deposit((saving.DEPOSIT, money.SAFE, saving.BETTER), reach=16),
    deposit((saving.RISKY, saving.SAVE_IN), reach=14),
)
N06 = (
    hurried((urgency.SLOGANS,)),
    hurried((urgency.NO_THINKING,)),
    hurried((urgency.HELD_FOR_YOU,)),
    hurried((urgency.FAVOUR,)),
    hurried((urgency.GUILT,)),
    hurried((urgency.FALLING, urgency.HURRY), reach=14),
    hurried((urgency.HURRY, urgency.DECIDE), reach=5, in_order=True),
    hurried((urgency.DECIDE, urgency.AT_THE_END), reach=5, in_order=True),
    hurried((urgency.SCARCE, urgency.OFFERED), reach=8),
    hurried((urgency.SOON, urgency.GONE), reach=10),
    hurried((urgency.IF_NOT, urgency.GONE), reach=12, is_absolute=True),
    hurried((urgency.HERD, urgency.BOUGHT), reach=8),
    hurried((urgency.HERD, urgency.LEFT_OUT), reach=12),
    hurried((urgency.BOUGHT, urgency.LEFT_OUT), reach=12),
)
N07 = (
    given((gifts.BUY, gifts.GIFT), reach=20),
    given((gifts.MORE_MORE,)),
)
N08 = (
    topped((best.ALONE,)),
    topped((best.FIELD, best.TOP), reach=10),
    topped((best.TOP, best.OURS), reach=6),
    topped((best.TOP, best.GRANT), reach=4),
    compared((best.OURS, best.OTHERS, best.BETTER_THAN), reach=14),
    granted((best.GRANT, best.PROMISED), reach=5),
    granted((best.GRANT, best.AT_ONCE), reach=6),
    granted((best.GRANT, best.NO_CHECK), reach=12, is_absolute=True),
    granted((best.AT_ONCE, best.NO_CHECK), reach=10, is_absolute=True),
)
N02 = (looked_at((people.LOOK, people.MEANS), reach=14),)
N09 = (
    followed((people.SEEN, people.YOU, people.DID), reach=14),
    followed((people.APP, people.YOU, people.LOOKED), reach=10),
    followed((people.TRACED, people.TRACES), reach=6, in_order=True),
)

MEANINGS = (*N01, *N02, *N04, *N05, *N06, *N07, *N08, *N09)
# In a note about a customer nothing but judging by looks is read.
MEANINGS_OF_NOTES = N02
