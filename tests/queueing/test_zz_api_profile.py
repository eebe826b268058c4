import cProfile, pstats, time, os
import pytest
from django.test import Client
from django.utils import timezone
from lobby.branches import keys
from lobby.branches.models import OpeningHours
from tests.factories import make_session
from tests.statements import statements_at_most
from django.db import connection
from django.test.utils import CaptureQueriesContext

def test_cycle(branch, cash, personal, counter, teller, kiosk, manager):
    OpeningHours.objects.filter(branch=branch).delete()
    for d in range(7):
        OpeningHours.objects.create(branch=branch, weekday=d, opens_at="00:00", closes_at="00:00")
    at = timezone.now()
    make_session(counter, teller, at)
    _, ks = keys.create_key(kiosk, at=at)
    _, ts = keys.create_key(teller, at=at)
    c = Client()
    K = {"Authorization": f"Key {ks}"}; T = {"Authorization": f"Key {ts}"}
    def post(url, data, h):
        r = c.post(url, data, content_type="application/json", headers=h)
        assert r.status_code < 300, (url, r.status_code, r.content)
        return r.json() if r.content else None
    def cycle():
        t = post("/api/v1/branches/7001/tickets/", {"service": "cash"}, K)
        x = post(f"/api/v1/counters/{counter.pk}/call-next/", {}, T)
        assert x["id"] == t["id"]
        post(f"/api/v1/tickets/{t['id']}/start/", {}, T)
        return post(f"/api/v1/tickets/{t['id']}/finish/", {}, T)
    for _ in range(5): print(cycle())
    if True:
        def show(url, data, h):
            with CaptureQueriesContext(connection) as q:
                r = post(url, data, h)
            print(url, len(q.captured_queries))
            for e in q.captured_queries: print("   ", e["sql"][:int(os.environ.get("W","230"))])
            return r
        t = show("/api/v1/branches/7001/tickets/", {"service": "cash"}, K)
        show(f"/api/v1/counters/{counter.pk}/call-next/", {}, T)
        show(f"/api/v1/tickets/{t['id']}/start/", {}, T)
        show(f"/api/v1/tickets/{t['id']}/finish/", {}, T)
    def times(n=60):
        b = time.perf_counter(); cpu=time.process_time()
        for _ in range(n): cycle()
        print("ms per cycle", (time.perf_counter()-b)/n*1000, "cpu", (time.process_time()-cpu)/n*1000)
    times(); times()
    p = cProfile.Profile(); p.enable()
    for _ in range(60): cycle()
    p.disable()
    pstats.Stats(p).sort_stats("cumulative").print_stats(70)
    pstats.Stats(p).sort_stats("tottime").print_stats(25)
