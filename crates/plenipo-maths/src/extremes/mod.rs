//! The least and the greatest that a sum can be over *all* weights and values that are possible, exactly and
//! without a sample: what the relations of robust ordinal regression rest on (Greco, Mousseau and Słowiński 2008,
//! *European Journal of Operational Research* 191(2), 416–436, sections 3 and 4).
//!
//! *Values.* Those that keep to an order, have their least at 0 and their greatest at 1, are averages of the vectors
//! that are 1 on an up-set of the order and 0 elsewhere (Stanley 1986, *Discrete & Computational Geometry* 1, 9–23),
//! so that a difference of two of them is extreme on one of these; intervals cut by an order are a system of
//! differences, whose extremes are shortest paths.
//!
//! *Weights.* A sum over weights in classes is extreme where the first so many weights are equal and the others
//! nothing (Kirkwood and Sarin 1985, *Operations Research* 33(1), 38–48); with bounds and no order where the bounds
//! are filled up in turn, as a knapsack; anything else is asked of a [`linear`] programme.
//!
//! # Example: one item is above two others
//!
//! ```
//! use plenipo_maths::extremes::values::ValueExtremes;
//! use plenipo_maths::extremes::weights::weighted;
//! use plenipo_maths::simplex::{WeightOrder, WeightSpec};
//! use plenipo_maths::spec::Interval;
//! use plenipo_maths::value::ValueSpec;
//!
//! let order = ValueSpec::Order { n: 3, above: vec![(0, 1), (0, 2)], equal: Vec::new() };
//! let values = ValueExtremes::of(&order)?;
//! assert_eq!(values.difference(0, 1)?, Interval::new(0.0, 1.0));
//! assert_eq!(values.difference(1, 2)?, Interval::new(-1.0, 1.0));
//!
//! let classes = WeightOrder::Classes(vec![vec![0], vec![1, 2]]);
//! let weights = WeightSpec { order: classes, ..WeightSpec::free(3) };
//! // With the first alone 1; with the first and the second alike (1 − 3)/2.
//! assert_eq!(weighted(&weights, &[1.0, -3.0, 2.0])?, Interval::new(-1.0, 1.5));
//! # Ok::<(), plenipo_maths::spec::SpecError>(())
//! ```

pub mod linear;
pub mod values;
pub mod weights;
