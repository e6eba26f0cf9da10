// What drawings cost a chart of 1280 × 720 on the screen (run it with QT_QPA_PLATFORM=offscreen):
// each frame beside that of the same chart without drawings.
#include "engine/base/random.h"
#include "tests/benchmarks/rounds.h"
#include "tests/charts/drawing_hand.h"

#include <QApplication>

#include <memory>

using namespace agora;
using namespace agora::charts;

namespace {

constexpr int rounds = 21;

/// Kinds that end: those that go on for ever are always in view.
constexpr std::array finite{DrawingKind::TrendLine, DrawingKind::VerticalLine, DrawingKind::Channel,
    DrawingKind::Rectangle, DrawingKind::FibRetracement, DrawingKind::Measure, DrawingKind::Text,
    DrawingKind::Arrow};

struct Count {
    const char *name;
    int inView; ///< of all kinds, spread over the bars in view
    int elsewhere;
};
constexpr std::array counts{Count{"without drawings", 0, 0}, Count{"20 drawings", 20, 0},
    Count{"50 drawings, 950 elsewhere", 50, 950}, Count{"1000 drawings", 1'000, 0},
    Count{"5000 drawings", 5'000, 0}};

class Case {
public:
    explicit Case(const Count &count) : m_chart(tests::drawingChart()), m_hand(*m_chart)
    {
        m_chart->resize(1280, 720);
        Random random(7);
        std::vector<Drawing> made;
        const auto anchor = [&](std::size_t newest) {
            const auto [low, high] = m_chart->priceRange();
            const auto back = newest + static_cast<std::size_t>(random.uniform() * 150);
            return DrawingAnchor{
                m_chart->series()[back].time, low + random.uniform() * (high - low)};
        };
        const auto add = [&](DrawingKind kind, std::size_t newest) {
            std::vector<DrawingAnchor> anchors;
            for (int k = 0; k < anchorCount(kind); ++k)
                anchors.push_back(anchor(newest));
            made.push_back(tests::drawingOf(kind, std::move(anchors)));
        };
        for (std::size_t i = 0; i < static_cast<std::size_t>(count.elsewhere); ++i)
            add(finite[i % finite.size()], 220);
        for (std::size_t i = 0; i < static_cast<std::size_t>(count.inView); ++i)
            add(drawingKinds[i % drawingKinds.size()], 0);
        m_chart->drawings().addAll(std::move(made), {});
        m_chart->drawings().select({});
        frame();
    }
    void frame()
    {
        m_chart->refresh();
        m_hand.canvas().repaint();
    }
    void moveMouse()
    {
        m_x = m_x > 900 ? 100 : m_x + 7;
        m_hand.move({m_x, 300});
        frame();
    }
    void pan()
    {
        m_isLeft = !m_isLeft;
        m_chart->scrollBars(m_isLeft ? -1 : 1);
        frame();
    }
    /// All of them are new: with texts that nobody has laid out yet.
    void comeBack()
    {
        m_chart->drawings().removeAll();
        m_chart->setFont(QFont(m_chart->font().family(), m_isLeft ? 9 : 10)); // as if never seen
        m_isLeft = !m_isLeft;
        frame();
        m_chart->drawings().undo();
        frame();
    }
    /// Takes hold of a line in front of all others.
    void hold()
    {
        m_chart->drawings().add(
            tests::drawingOf(DrawingKind::HorizontalLine, {m_hand.under({300, 60})}));
        m_hand.press({300, 60});
    }
    void drag()
    {
        m_x = m_x > 500 ? 100 : m_x + 7;
        m_hand.move({300, m_x}, {}, true);
        frame();
    }
    /// A step of undo each.
    void edit()
    {
        auto drawing = m_chart->drawings().set().all().front();
        drawing.style.width = drawing.style.width > 1.5 ? 1 : 2;
        m_chart->drawings().modify({drawing}, {});
        frame();
    }

private:
    std::unique_ptr<PriceChart> m_chart;
    tests::DrawingHand m_hand;
    int m_x = 100;
    bool m_isLeft = false;
};

void measure(const char *what, void (Case::*act)(), const std::vector<std::unique_ptr<Case>> &cases)
{
    benchmarks::Rounds measured(rounds);
    for (std::size_t i = 0; i < cases.size(); ++i)
        measured.add(std::string(what) + ", " + counts[i].name, [&, i] { (*cases[i].*act)(); });
    measured.run();
    measured.print(1, "k frames/s");
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    std::vector<std::unique_ptr<Case>> cases;
    for (const auto &count : counts)
        cases.push_back(std::make_unique<Case>(count));
    measure("mouse moves", &Case::moveMouse, cases);
    measure("chart is panned", &Case::pan, cases);
    measure("all come back", &Case::comeBack, cases);
    for (auto &each : cases)
        each->hold();
    measure("one is dragged", &Case::drag, cases);
    measure("one is changed", &Case::edit, cases);
    return 0;
}
