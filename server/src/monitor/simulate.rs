//! Counts by chance, from a seed: what a series would look like had nothing changed.

/// SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): the same on every machine.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// Of a text, such as the name of what is tested: the same name, the same numbers (FNV-1a).
    pub fn named(name: &str) -> Random {
        Random(
            name.bytes()
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)),
        )
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Above 0 and below 1.
    pub fn unit(&mut self) -> f64 {
        ((self.number() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// A standard normal number (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// A gamma number with this shape and scale 1 (Marsaglia and Tsang 2000, ACM TOMS 26:363-372).
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = self.unit().powf(1.0 / shape);
            return self.gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.unit().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// A Poisson count: by multiplication up to a mean of 30 (Knuth 1969), above it as a rounded normal number of the square
    /// root (Anscombe 1948), which is within a few thousandths of the distribution there.
    pub fn poisson(&mut self, mean: f64) -> f64 {
        if mean <= 0.0 || mean.is_nan() {
            return 0.0;
        }
        if mean <= 30.0 {
            let (limit, mut product, mut count) = ((-mean).exp(), self.unit(), 0.0);
            while product > limit {
                product *= self.unit();
                count += 1.0;
            }
            return count;
        }
        let root = (mean + 0.375).sqrt() - 1.0 / (8.0 * mean.sqrt()) + self.normal() / 2.0;
        (root * root - 0.375).round().max(0.0)
    }

    /// A count with mean `mean` and variance `phi * mean`; Poisson where `phi` is at most 1.
    pub fn count(&mut self, mean: f64, phi: f64) -> f64 {
        if phi <= 1.0 + 1e-9 || mean <= 0.0 {
            return self.poisson(mean);
        }
        // A gamma mixture of Poisson counts: negative binomial with its variance a multiple of the mean.
        let scale = phi - 1.0;
        let moved = self.gamma(mean / scale) * scale;
        self.poisson(moved)
    }
}
