/*
 * Points of the elementary functions with their directed roundings, from MPFR: the outside judge of the double intervals.
 *
 *   oracle FUNCTION COUNT SEED          binary records of four doubles: x y down up (y is 0 for functions of one argument)
 *   oracle -t FUNCTION COUNT SEED       the same as text, sixteen hexadecimal digits of each bit pattern
 *
 * FUNCTION is one of add sub mul div sqrt exp log sin cos atan2 acos cube. Points outside a domain are skipped, not counted.
 * Strata in turn: any bit pattern, ordinary sizes, small integers and their neighbours, neighbours of multiples of pi/2,
 * neighbours of 1, the subnormal range, the ends of the range.
 */
#include <inttypes.h>
#include <math.h>
#include <mpfr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint64_t next(void) {
    uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

static double from_bits(uint64_t bits) { double x; memcpy(&x, &bits, 8); return x; }
static uint64_t to_bits(double x) { uint64_t bits; memcpy(&bits, &x, 8); return bits; }
static double unit(void) { return (next() >> 11) * 0x1p-53; }
static double sign(double x) { return next() & 1 ? -x : x; }

static double beside(double x) {
    uint64_t bits = to_bits(x);
    return x == 0 ? sign(from_bits(next() % 3)) : from_bits(bits + next() % 9 - 4);
}

static double point(int stratum) {
    switch (stratum % 7) {
    case 0: return from_bits(next());
    case 1: return sign(ldexp(0.5 + unit() / 2, (int)(next() % 80) - 40));
    case 2: return beside(sign((double)(next() % 1000)));
    case 3: return beside(sign((double)(next() % 600000) * 1.5707963267948966));
    case 4: return sign(1 + sign(ldexp(unit(), -(int)(next() % 53))));
    case 5: return sign(from_bits(next() % (3ULL << 52)));
    default: return sign(ldexp(0.5 + unit() / 2, (next() & 1 ? 1024 : -1000) - (int)(next() % 60)));
    }
}

/* Exact where the result is within the doubles' range with the subnormal rounding done by hand. */
static double rounded(const char *f, double x, double y, mpfr_rnd_t direction) {
    mpfr_t a, b, r;
    mpfr_inits2(53, a, b, r, (mpfr_ptr)0);
    mpfr_set_d(a, x, MPFR_RNDN);
    mpfr_set_d(b, y, MPFR_RNDN);
    int t = 0;
    if (!strcmp(f, "add")) t = mpfr_add(r, a, b, direction);
    else if (!strcmp(f, "sub")) t = mpfr_sub(r, a, b, direction);
    else if (!strcmp(f, "mul")) t = mpfr_mul(r, a, b, direction);
    else if (!strcmp(f, "div")) t = mpfr_div(r, a, b, direction);
    else if (!strcmp(f, "sqrt")) t = mpfr_sqrt(r, a, direction);
    else if (!strcmp(f, "exp")) t = mpfr_exp(r, a, direction);
    else if (!strcmp(f, "log")) t = mpfr_log(r, a, direction);
    else if (!strcmp(f, "sin")) t = mpfr_sin(r, a, direction);
    else if (!strcmp(f, "cos")) t = mpfr_cos(r, a, direction);
    else if (!strcmp(f, "atan2")) t = mpfr_atan2(r, a, b, direction);
    else if (!strcmp(f, "acos")) t = mpfr_acos(r, a, direction);
    else if (!strcmp(f, "cube")) t = mpfr_pow_ui(r, a, 3, direction);
    else { fprintf(stderr, "unknown function %s\n", f); exit(2); }
    mpfr_subnormalize(r, t, direction);
    double result = mpfr_get_d(r, direction);
    mpfr_clears(a, b, r, (mpfr_ptr)0);
    return result;
}

int main(int argc, char **argv) {
    int text = argc > 1 && !strcmp(argv[1], "-t");
    if (argc - text != 4) { fprintf(stderr, "usage: oracle [-t] FUNCTION COUNT SEED\n"); return 2; }
    const char *f = argv[1 + text];
    long count = atol(argv[2 + text]);
    state = strtoull(argv[3 + text], 0, 10);
    int binary = !strcmp(f, "add") || !strcmp(f, "sub") || !strcmp(f, "mul") || !strcmp(f, "div") || !strcmp(f, "atan2");
    mpfr_set_emin(-1073);
    mpfr_set_emax(1024);
    for (long made = 0, tried = 0; made < count; tried++) {
        double x = point((int)tried), y = binary ? point((int)(next() % 7)) : 0;
        if (!isfinite(x) || !isfinite(y)) continue;
        if (!strcmp(f, "acos")) x = fabs(x) > 1 ? 1 / x : x;
        if ((!strcmp(f, "sqrt") || !strcmp(f, "log")) && x < 0) x = -x;
        if ((!strcmp(f, "log") && x == 0) || (!strcmp(f, "div") && y == 0)) continue;
        if (!strcmp(f, "atan2") && y == 0 && x == 0) continue;
        if (x == 0) x = 0; /* no negative zero: the reals have one */
        if (y == 0) y = 0;
        double record[4] = { x + 0.0, y + 0.0, 0, 0 };
        record[2] = rounded(f, record[0], record[1], MPFR_RNDD);
        record[3] = rounded(f, record[0], record[1], MPFR_RNDU);
        if (text) printf("%s %016" PRIx64 " %016" PRIx64 " %016" PRIx64 " %016" PRIx64 "\n", f, to_bits(record[0]), to_bits(record[1]), to_bits(record[2]), to_bits(record[3]));
        else fwrite(record, 8, 4, stdout);
        made++;
    }
    return 0;
}
