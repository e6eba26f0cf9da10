#include "app/chart/chart_trade_desk.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_orders.h"
#include "app/chart/chart_page.h"
#include "app/order/order_dialog.h"
#include "charts/price_chart.h"
#include "charts/trading/chart_trading.h"

#include <QAction>
#include <QMenu>
#include <QSettings>

namespace agora::app {

namespace {
const QString asksKey = QStringLiteral("orders/askBeforeChanges");
}

ChartTradeDesk::ChartTradeDesk(const PanelContext &context, ChartArea &charts,
    const EngineMarks &marks, QSettings &settings, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_marks(marks)
    , m_window(window)
    , m_quotes(context.port, context.book)
    , m_plots(context.port)
    , m_askAction(new QAction(tr("&Ask Before Changing Orders on Charts"), this))
    , m_asks(settings.value(asksKey, true).toBool())
{
    m_askAction->setObjectName(QStringLiteral("tools.askBeforeChanges"));
    m_askAction->setCheckable(true);
    m_askAction->setChecked(m_asks);
    connect(m_askAction, &QAction::toggled, this, [this, &settings](bool isOn) {
        m_asks = isOn;
        settings.setValue(asksKey, isOn);
    });
    connect(&charts, &ChartArea::pageOpened, this, &ChartTradeDesk::attach);
}

void ChartTradeDesk::attach(ChartPage &page)
{
    auto *orders = new ChartOrders(m_context, page, m_marks, m_quotes, [this] { return m_asks; });
    connect(orders, &ChartOrders::orderWished, this, &ChartTradeDesk::openOrder);
    m_plots.attach(page);
}

void ChartTradeDesk::openOrder(const OrderDraft &draft)
{
    auto *dialog = new OrderDialog(m_context, m_quotes, draft, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &OrderDialog::orderAccepted, this, &ChartTradeDesk::orderAccepted);
    dialog->show();
}

void ChartTradeDesk::fillMenu(QMenu &menu, ChartPage &page, const QPoint &at)
{
    auto &trading = page.chart().trading();
    const auto price = trading.priceAt(at);
    QList<QAction *> orders;
    for (const auto &[side, type] :
        price ? trading.placements(*price) : std::vector<std::pair<OrderSide, OrderType>>()) {
        QString words = charts::orderWords(side, type);
        words.replace(0, 1, words.left(1).toUpper());
        auto *action = new QAction(
            tr("%1 at %2…")
                .arg(words,
                    formatCell(*price, Format::Price, page.symbol(), m_context.book, QLocale())),
            &menu);
        action->setObjectName(QStringLiteral("chart.order.%1.%2")
                                  .arg(side == OrderSide::Buy ? "buy" : "sell",
                                      type == OrderType::Limit ? "limit" : "stop"));
        OrderDraft draft;
        draft.symbol = page.symbol();
        draft.type = type;
        draft.side = side;
        draft.price = price;
        connect(action, &QAction::triggered, this, [this, draft] { openOrder(draft); });
        orders.append(action);
    }
    menu.addActions(orders);
    if (!orders.isEmpty())
        menu.addSeparator();
    m_plots.fillMenu(menu, page);
}

} // namespace agora::app
