//! The page as a whole, of the sample.

use std::path::{Path, PathBuf};

use ringback_format::figures::{Applies, Comparison, Estimate, Figures, Flow, Formula, Measure};

use super::html;
use crate::report::sample::figures;

fn estimate(value: f64, standard_error: f64) -> Estimate {
    Estimate {
        value,
        standard_error: Some(standard_error),
        low: Some(value - 2.0 * standard_error),
        high: Some(value + 2.0 * standard_error),
    }
}

fn comparison() -> Vec<Comparison> {
    vec![
        Comparison {
            of: "queue billing".to_owned(),
            measure: Measure::ServiceLevel,
            before: estimate(0.6312, 0.0071),
            after: estimate(0.7264, 0.0061),
            difference: 0.0952,
            p_value: Some(1e-9),
            significant: true,
        },
        Comparison {
            of: "queue sales".to_owned(),
            measure: Measure::Asa,
            before: estimate(12.5, 0.9),
            after: estimate(12.1, 0.8),
            difference: -0.4,
            p_value: Some(0.7412),
            significant: false,
        },
    ]
}

/// Gives each picture of a page as it stands there.
fn pictures(page: &str) -> Vec<&str> {
    let pictures: Vec<&str> = page
        .split("<svg ")
        .skip(1)
        .map(|rest| rest.split_once("</svg>").expect("a picture ends").0)
        .collect();
    pictures
}

/// Checks what holds of every page: well-formed pictures that say what they are, and nothing from elsewhere.
fn check(page: &str) {
    for picture in pictures(page) {
        let picture = format!("<svg {picture}</svg>");
        let parsed =
            roxmltree::Document::parse(&picture).unwrap_or_else(|why| panic!("{why} in {picture}"));
        let root = parsed.root_element();
        if root.attribute("aria-hidden").is_none() {
            for said in ["title", "desc"] {
                let child = root.children().find(|child| child.has_tag_name(said));
                let text = child.and_then(|child| child.text()).unwrap_or_default();
                assert!(!text.is_empty(), "no {said} in {picture}");
            }
        }
        for number in ["NaN", "inf"] {
            assert!(!picture.contains(number), "{number} in {picture}");
        }
    }
    for attribute in page.split(['<', ' ']) {
        for link in ["src=", "href=", "url("] {
            if let Some(leads) = attribute.strip_prefix(link) {
                assert!(leads.starts_with("\"#"), "{attribute}");
            }
        }
    }
    for foreign in ["<script", "<link", "@import", "url(", "javascript:"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

/// The folder of what tests make, for whoever wants to see a page.
fn target() -> PathBuf {
    let program = std::env::current_exe().expect("a test is a program");
    let folder = program.parent().and_then(Path::parent);
    folder.expect("it lies in deps").join("html")
}

#[test]
fn the_sample_makes_a_page_that_needs_nothing_but_itself() {
    let page = html(&figures(), &comparison());
    std::fs::create_dir_all(target()).unwrap();
    std::fs::write(target().join("sample.html"), &page).unwrap();
    check(&page);
    let headings: Vec<&str> = page
        .split("<h2>")
        .skip(1)
        .map(|rest| rest.split_once("</h2>").unwrap().0)
        .collect();
    assert_eq!(
        headings,
        [
            "All queues together",
            "Targets",
            "Comparison with the other run",
            "Staffing",
            "Queues by interval",
            "Groups of agents by interval",
            "Flows",
            "Formulas beside the run",
            "Checks of the run",
            "All figures"
        ]
    );
    for said in [
        "busy-morning",
        "1000 replications, seed 7",
        "answered within 20 s, of all contacts that entered the queue; abandons before 5 s are left out",
        "<td>63.1\u{202f}% ± 1.4\u{202f}%</td>",
        "+9.5\u{202f}pp",
        "✗ missed",
        "target 80.0\u{202f}%",
        // A demand on a share of the days is a line all the same.
        "target 70.0\u{202f}%",
        "the solution",
        "<td class=\"words\">Erlang A</td>",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn names_are_escaped_wherever_they_stand() {
    let name = "<b>&\"x";
    let mut figures = figures();
    figures.scenario = name.to_owned();
    figures.about = name.to_owned();
    let of = std::mem::replace(&mut figures.queues[0].name, name.to_owned());
    figures.groups[0].name = name.to_owned();
    for target in &mut figures.targets {
        target.of = name.to_owned();
    }
    for flow in &mut figures.flows {
        for end in [&mut flow.from, &mut flow.to] {
            if *end == format!("queue {of}") {
                *end = format!("queue {name}");
            }
        }
    }
    let page = html(&figures, &[]);
    check(&page);
    assert!(!page.contains("<b>&"));
    assert!(page.contains("<h3>Queue &lt;b&gt;&amp;&quot;x</h3>"));
    assert!(page.contains("<title>queue &lt;b&gt;&amp;&quot;x: "));
}

#[test]
fn without_intervals_there_are_no_plots() {
    let mut figures = figures();
    for subject in figures.queues.iter_mut().chain(&mut figures.groups) {
        subject.intervals.clear();
    }
    figures.staffing = None;
    figures.flows.clear();
    let page = html(&figures, &[]);
    check(&page);
    assert_eq!(pictures(&page), Vec::<&str>::new());
    for absent in [
        "by interval</h2>",
        "<h2>Flows",
        "<h2>Staffing",
        "<h2>Comparison",
    ] {
        assert!(!page.contains(absent), "{absent}");
    }
}

#[test]
fn figures_that_do_not_exist_make_no_plot_of_their_own() {
    let mut figures = figures();
    for interval in &mut figures.queues[0].intervals {
        interval.figures.shift_remove(&Measure::ServiceLevel);
    }
    figures.queues[1].intervals[1]
        .figures
        .shift_remove(&Measure::ServiceLevel);
    let page = html(&figures, &[]);
    check(&page);
    let name = &figures.queues[0].name;
    assert!(!page.contains(&format!("<figcaption>Service level of queue {name}<")));
    assert!(page.contains(&format!("<figcaption>Contacts of queue {name}<")));
}

#[test]
fn totals_weigh_each_queue_by_what_its_figure_is_a_share_of() {
    let mut figures = figures();
    figures.queues.truncate(2);
    for (queue, offered, short, level) in [(0, 110.0, 10.0, 0.9), (1, 310.0, 10.0, 0.5)] {
        let whole = &mut figures.queues[queue].whole;
        whole.insert(Measure::Offered, Estimate::bare(offered));
        whole.insert(Measure::ShortAbandoned, Estimate::bare(short));
        whole.insert(Measure::ServiceLevel, Estimate::bare(level));
    }
    let totals = super::totals::totals(&figures);
    let total = |measure| {
        let found = totals.iter().find(|(own, _)| *own == measure);
        found.expect("it is there").1.value
    };
    assert!((total(Measure::Offered) - 420.0).abs() < 1e-9);
    // 90 of 100 and 150 of 300: short abandons are left out.
    assert!((total(Measure::ServiceLevel) - 0.6).abs() < 1e-9);
}

#[test]
fn the_only_queue_keeps_its_interval_in_the_total() {
    let mut figures = figures();
    figures.queues.truncate(1);
    let own = figures.queues[0].whole[&Measure::ServiceLevel];
    let totals = super::totals::totals(&figures);
    assert!(totals.contains(&(Measure::ServiceLevel, own)));
}

#[test]
fn queues_that_overflow_into_each_other_end() {
    let mut figures: Figures = figures();
    let flow = |from: &str, to: &str| Flow {
        from: from.to_owned(),
        to: to.to_owned(),
        contacts: Estimate::bare(5.0),
    };
    figures.flows.push(flow("queue billing", "queue sales"));
    figures.flows.push(flow("queue sales", "queue billing"));
    figures.flows.push(flow("queue sales", "queue sales"));
    let page = html(&figures, &[]);
    check(&page);
    assert!(page.contains("queue billing (again)"));
    assert!(page.contains("queue sales (again)"));
    // However many columns a flow passes, it is drawn as one.
    let drawn = page.matches("class=\"ribbon ").count();
    assert_eq!(drawn, figures.flows.len());
}

#[test]
fn a_formula_without_an_answer_says_overload_and_erlang_b_speaks_of_a_share() {
    let mut figures = figures();
    let mut formula = figures.formulas[0].clone();
    formula.applies = Applies::Overload;
    formula.value = None;
    let refused = Formula {
        formula: "erlang-b".to_owned(),
        applies: Applies::Yes,
        measure: Measure::Overflowed,
        value: Some(0.0412),
        ..formula.clone()
    };
    figures.formulas = vec![formula, refused];
    let page = html(&figures, &[]);
    assert!(page.contains("<span class=\"bad\">overload</span>"));
    assert!(page.contains("<td class=\"words\">share refused</td><td>4.1\u{202f}%</td>"));
}
