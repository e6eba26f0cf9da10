#include "app/chart/chart_print.h"

#include "app/chart/chart_page.h"
#include "charts/price_chart.h"

#include <QPrintDialog>
#include <QPrintPreviewDialog>
#include <QPrinter>

#include <memory>

namespace agora::app {

namespace {

void prepare(QPrinter &printer, const ChartPage &page)
{
    printer.setDocName(page.title());
    printer.setPageOrientation(QPageLayout::Landscape);
}

} // namespace

void drawOnPage(ChartPage &page, QPrinter &printer)
{
    auto theme = charts::ChartTheme::light();
    theme.background = Qt::white; // paper
    if (page.colours().isUpRed)
        theme = theme.withSwappedCandles();
    const QRectF target({0, 0}, printer.pageRect(QPrinter::DevicePixel).size());
    page.chart().draw(printer, target, &theme);
}

void printChart(ChartPage &page)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution); // the dialog's and ours
    prepare(*printer, page);
    auto *dialog = new QPrintDialog(printer.get(), &page);
    dialog->setObjectName(QStringLiteral("printDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, qOverload<>(&QDialog::accepted), &page,
        [printer, shown = &page] { drawOnPage(*shown, *printer); });
    QObject::connect(dialog, &QObject::destroyed, &page, [printer] {});
    dialog->open();
}

void previewChart(ChartPage &page)
{
    auto *dialog = new QPrintPreviewDialog(&page);
    prepare(*dialog->printer(), page);
    dialog->setObjectName(QStringLiteral("printPreview"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QPrintPreviewDialog::paintRequested, &page,
        [shown = &page](QPrinter *printer) { drawOnPage(*shown, *printer); });
    dialog->open();
}

} // namespace agora::app
