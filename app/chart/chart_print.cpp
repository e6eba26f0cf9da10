#include "app/chart/chart_print.h"

#include "app/chart/chart_page.h"
#include "app/look/look.h"
#include "app/tables/words.h"
#include "app/window/messages.h"
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

bool isToFile(const QPrinter &printer) { return !printer.outputFileName().isEmpty(); }

QString targetOf(const QPrinter &printer)
{
    return isToFile(printer) ? printer.outputFileName() : printer.printerName();
}

void print(ChartPage &page, QPrinter &printer)
{
    if (const auto printed = drawOnPage(page, printer); !printed)
        return showProblem(&page, toQString(printed.error().message));
    const auto done = isToFile(printer) ? ChartPage::tr("The chart is in %1.")
                                        : ChartPage::tr("The chart went to %1.");
    emit page.said(done.arg(targetOf(printer)));
}

} // namespace

Result<void> drawOnPage(ChartPage &page, QPrinter &printer)
{
    const auto theme = printTheme(page.context().look.theme(), page.colours());
    const QRectF target({0, 0}, printer.pageRect(QPrinter::DevicePixel).size());
    const bool isDrawn = page.chart().draw(printer, target, &theme);
    if (isDrawn && printer.printerState() != QPrinter::Error)
        return {};
    const auto problem = isToFile(printer)
        ? ChartPage::tr("The chart could not be printed to the file %1.")
        : ChartPage::tr("The chart could not be printed on %1.");
    return fail(problem.arg(targetOf(printer)).toStdString());
}

void printChart(ChartPage &page)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution); // the dialog's and ours
    prepare(*printer, page);
    auto *dialog = new QPrintDialog(printer.get(), &page);
    dialog->setObjectName(QStringLiteral("printDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, qOverload<>(&QDialog::accepted), &page,
        [printer, shown = &page] { print(*shown, *printer); });
    QObject::connect(dialog, &QObject::destroyed, &page, [printer] {});
    dialog->open();
}

void previewChart(ChartPage &page)
{
    auto *dialog = new QPrintPreviewDialog(&page);
    prepare(*dialog->printer(), page);
    dialog->setObjectName(QStringLiteral("printPreview"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, &QPrintPreviewDialog::paintRequested, &page, [shown = &page](QPrinter *printer) {
            if (const auto drawn = drawOnPage(*shown, *printer); !drawn)
                showProblem(shown, toQString(drawn.error().message));
        });
    dialog->open();
}

} // namespace agora::app
