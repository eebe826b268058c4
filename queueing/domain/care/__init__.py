"""Care for people who wait and who are looked after: acts, people, hosts, notes, warnings, throughput."""
