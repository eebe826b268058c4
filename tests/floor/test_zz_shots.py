import os, datetime as dt, random
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="true"
import pytest
from django.utils import timezone
from playwright.sync_api import sync_playwright
from lobby.branches import demo
from lobby.branches.models import *
from lobby.branches.actors import SYSTEM
from tests.live.server import serve
from queueing.domain.counters import open_counter, pause
from queueing.domain.calling import call_next
from queueing.domain.serving import start, finish, hold
from queueing.domain.issuing import issue
from queueing.domain.notes import add_note
from queueing.enums import *
from queueing.models import Ticket
from queueing import alerts
from lobby.floor.domain import reminders
from lobby.floor.domain.sweeping import sweep_deadlines
OUT="/tmp/notes/shots/floor-"
M=dt.timedelta(minutes=1)

def day(now):
    b=Branch.objects.get(code="0001"); S={s.code:s for s in Service.objects.filter(branch=b)}
    r=random.Random(3)
    start_at=now-40*M
    sess={}
    for n in (1,2,5,7,8):
        c=Counter.objects.get(branch=b,code=str(n)); t=Staff.objects.filter(username=f"teller{n}").first()
        if n==7: t=Staff.objects.get(username="wealth1")
        try: sess[n]=open_counter(c,by=t.actor,at=start_at,staff=t)
        except Exception as e: print(n,e)
    at=start_at; busy={}
    while at<now:
        for n,s in sess.items():
            if n in busy and busy[n][1]<=at:
                finish(busy[n][0],by=SYSTEM,at=at); del busy[n]
            if n not in busy:
                t=call_next(s,by=SYSTEM,at=at)
                if t: start(t,by=SYSTEM,at=at+dt.timedelta(seconds=20)); busy[n]=(t,at+r.randint(4,14)*M)
        for code,p in (("cash",.75),("personal",.35),("card",.3),("wealth",.12),("corporate",.15)):
            if r.random()<p:
                tr=[Trait.ELDERLY] if r.random()<.1 else []
                issue(b,by=SYSTEM,at=at,service=S[code],source=Source.KIOSK,traits=tr,language="en" if r.random()<.1 else "zh-hans")
        at+=M
    m=Staff.objects.get(username="manager")
    s5=sess[5]
    if 5 in busy: hold(busy[5][0],by=SYSTEM,at=now-12*M)
    pause(s5,by=SYSTEM,at=now-6*M,reason=PauseReason.MEAL)
    alerts.sweep_long_waits(at=now-30*dt.timedelta(seconds=1))
    reminders.create(m,b,by=m.actor,at=now-10*M,due_at=now+1*M,text="给三号窗口送零钞")
    reminders.create(m,b,by=m.actor,at=now,due_at=now+50*M,text="理财沙龙签到")
    sweep_deadlines(at=now)
    w=Ticket.objects.filter(branch=b,status="waiting").order_by("issued_at").first()
    if w: add_note(w,by=m.actor,at=now,text="客户带老人，请安排座位")

@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.timeout(400)
def test_shots():
    now=timezone.now()
    demo.write_all("long-enough-1",now)
    day(now)
    log=[]
    with serve(DJANGO_SETTINGS_MODULE="floorset", PYTHONPATH="/tmp/floorset:/work/main") as server, sync_playwright() as p:
        b=p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for lang in ("zh-hans","en"):
            ctx=b.new_context(viewport={"width":1180,"height":820}, has_touch=True)
            ctx.add_cookies([{"name":"django_language","value":lang,"url":server.url}])
            page=ctx.new_page(); page.set_default_timeout(8000)
            page.on("console", lambda m: log.append((m.type, m.text))); page.on("pageerror", lambda e: log.append(("error",str(e))))
            page.on("response", lambda r: r.status>=400 and log.append((r.status, r.url)))
            page.goto(server.url+"/sign-in/"); page.fill("#id_username","manager"); page.fill("#id_password","long-enough-1"); page.click("main button"); page.wait_for_load_state()
            page.goto(server.url+"/floor/0001/"); page.wait_for_timeout(1500)
            page.screenshot(path=f"{OUT}land-{lang}.png")
            page.set_viewport_size({"width":820,"height":1180}); page.wait_for_timeout(300); page.screenshot(path=f"{OUT}port-{lang}.png")
            page.set_viewport_size({"width":1180,"height":820})
            try:
                page.click(".waiting .row-button"); page.wait_for_timeout(800); page.screenshot(path=f"{OUT}ticket-{lang}.png")
                page.click(".floor-act summary"); page.wait_for_timeout(300); page.screenshot(path=f"{OUT}ticket-act-{lang}.png")
                page.keyboard.press("Escape")
                page.click(".desks .row-button"); page.wait_for_timeout(600); page.screenshot(path=f"{OUT}session-{lang}.png"); page.keyboard.press("Escape")
                page.click("[data-opens=ticket-search]"); page.wait_for_timeout(200); page.fill("#search-number","01"); page.wait_for_timeout(900); page.screenshot(path=f"{OUT}search-{lang}.png"); page.keyboard.press("Escape"); page.keyboard.press("Escape"); page.wait_for_timeout(200)
                page.click(".floor-more summary"); page.wait_for_timeout(300); page.screenshot(path=f"{OUT}more-{lang}.png")
                page.click("[data-opens=remind-me]"); page.wait_for_timeout(300); page.screenshot(path=f"{OUT}remind-{lang}.png"); page.keyboard.press("Escape")
                page.click(".floor-more summary"); page.click("[data-opens=issuing]"); page.wait_for_timeout(300); page.screenshot(path=f"{OUT}issuing-{lang}.png"); page.keyboard.press("Escape")
                page.click("[data-opens=reception]"); page.wait_for_timeout(1200); page.screenshot(path=f"{OUT}reception-{lang}.png")
                page.click(".need:nth-child(2)"); page.click(".chip:nth-child(1)"); page.wait_for_timeout(300); page.screenshot(path=f"{OUT}reception2-{lang}.png")
                page.set_viewport_size({"width":820,"height":1180}); page.wait_for_timeout(300); page.screenshot(path=f"{OUT}reception-port-{lang}.png"); page.set_viewport_size({"width":1180,"height":820})
                page.click("#reception-form > button"); page.wait_for_timeout(1200); page.screenshot(path=f"{OUT}issued-{lang}.png")
                page.emulate_media(media="print"); page.set_viewport_size({"width":320,"height":600}); page.wait_for_timeout(200); page.screenshot(path=f"{OUT}slip-{lang}.png"); page.emulate_media(media="screen"); page.set_viewport_size({"width":1180,"height":820})
                page.click(".reception-result [data-closes]"); page.wait_for_timeout(300)
                page.click(".feed-item form button"); page.wait_for_timeout(1500); page.screenshot(path=f"{OUT}accepted-{lang}.png")
            except Exception as e:
                log.append(("FAIL",str(e)[:600])); page.screenshot(path=f"{OUT}fail-{lang}.png")
            ctx.close()
        b.close()
        log.append(server.log.read_text()[-3000:])
    print("\n".join(map(str,dict.fromkeys(log))))
