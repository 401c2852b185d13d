from __future__ import annotations
from itertools import combinations
from attrs import frozen

@frozen
class Core:
    members: tuple
    irreducible: bool
    smallest: bool

@frozen
class Correction:
    members: tuple
    irreducible: bool
    smallest: bool

def shrink(oracle, members, deadline=None):
    kept = list(members); irr = True
    for m in list(members):
        rest = [k for k in kept if k != m]
        v = oracle(frozenset(rest))
        if v.possible is False: kept = rest
        elif v.possible is None: irr = False
    return Core(tuple(sorted(kept)), irr, False)

def hit(sets, weights):
    # min weight hitting set, bnb
    best = [None, float("inf")]
    def go(chosen, cost, left):
        if cost >= best[1]: return
        left = [s for s in left if not (s & chosen)]
        if not left:
            best[0], best[1] = chosen, cost; return
        s = min(left, key=len)
        for e in sorted(s, key=lambda e: (weights[e], e)):
            go(chosen | {e}, cost + weights[e], left)
    go(frozenset(), 0, list(sets))
    return best[0]

def smallest_core(oracle, weights, deadline=None, known=(), progress=None):
    n = len(weights); sets = []
    for _ in range(100000):
        h = hit(sets, weights)
        v = oracle(h)
        if v.possible is False: return Core(tuple(sorted(h)), True, True)
        if v.possible is None: return next(iter(known), Core(tuple(range(n)), False, False))
        kept = set(v.kept)
        for i in range(n):
            if i not in kept:
                w = oracle(frozenset(kept | {i}))
                if w.possible: kept |= set(w.kept)
        sets.append(frozenset(range(n)) - kept)

def all_cores(oracle, weights, deadline=None):
    yield smallest_core(oracle, weights)

def corrections(oracle, weights, deadline=None):
    n = len(weights)
    cores = []
    w = [x if x is not None else 10**9 for x in weights]
    for _ in range(1000):
        h = hit([frozenset(i for i in c if weights[i] is not None) for c in cores], w)
        if h is None: return
        v = oracle(frozenset(range(n)) - h)
        if v.possible:
            yield Correction(tuple(sorted(h)), True, True); return
        if v.possible is None: return
        c = shrink(oracle, sorted(frozenset(range(n)) - h))
        cores.append(frozenset(c.members))
        if all(weights[i] is None for i in c.members): return
