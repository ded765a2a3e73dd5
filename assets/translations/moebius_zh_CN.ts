<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Moebius</source>
        <translation>关于 Moebius</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Sample photos</source>
        <translation>示例照片</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断信息</translation>
    </message>
    <message>
        <source>For a report of a fault. Your name and your home folder are left out; read it before you pass it on.</source>
        <translation>用于报告问题。您的用户名和主文件夹已被隐去；转发前请先过目。</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>复制诊断信息(&amp;C)</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>Moebius is made with the following; each keeps its own licence.</source>
        <translation>Moebius 使用了以下组件，各组件适用其自身的许可证。</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>许可证全文</translation>
    </message>
    <message>
        <source>No text came with this part; see its address above.</source>
        <translation>此组件未附带许可证全文，请参阅上方网址。</translation>
    </message>
    <message>
        <source>Moebius {version}</source>
        <translation>Moebius {version}</translation>
    </message>
    <message>
        <source>Paint over what should not be in a photo, and it is gone: full resolution, on your own computer.</source>
        <translation>涂抹照片中不想要的内容，它就会消失：保持完整分辨率，全程在您自己的电脑上完成。</translation>
    </message>
    <message>
        <source>Your photos never leave it. Moebius uses no network unless you ask.</source>
        <translation>照片绝不会离开您的电脑。除非您要求，Moebius 不会使用网络。</translation>
    </message>
    <message>
        <source>Free software under the Apache licence, version 2.0.</source>
        <translation>自由软件，依据 Apache 许可证 2.0 版发布。</translation>
    </message>
    <message>
        <source>by {author}</source>
        <translation>作者：{author}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Th&amp;eme</source>
        <translation>外观(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;New from Clipboard</source>
        <translation>从剪贴板新建(&amp;N)</translation>
    </message>
    <message>
        <source>Open Sam&amp;ple Photo</source>
        <translation>打开示例照片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Export Copy…</source>
        <translation>导出副本(&amp;E)…</translation>
    </message>
    <message>
        <source>Pre&amp;vious Photo</source>
        <translation>上一张照片(&amp;V)</translation>
    </message>
    <message>
        <source>Ne&amp;xt Photo</source>
        <translation>下一张照片(&amp;X)</translation>
    </message>
    <message>
        <source>Save and Nex&amp;t</source>
        <translation>保存并转到下一张(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Batch…</source>
        <translation>批处理(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy Photo</source>
        <translation>复制照片(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Weights…</source>
        <translation>权重(&amp;W)…</translation>
    </message>
    <message>
        <source>Prefere&amp;nces…</source>
        <translation>首选项(&amp;N)…</translation>
    </message>
    <message>
        <source>Check for &amp;Updates</source>
        <translation>检查更新(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Tool</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation>蒙版(&amp;M)</translation>
    </message>
    <message>
        <source>Take Awa&amp;y Instead of Adding</source>
        <translation>减去而非添加(&amp;Y)</translation>
    </message>
    <message>
        <source>Smaller &amp;Brush</source>
        <translation>缩小画笔(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Larger Brush</source>
        <translation>放大画笔(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Harder Brush</source>
        <translation>硬化画笔(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Grow</source>
        <translation>扩展(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Shrink</source>
        <translation>收缩(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Feather</source>
        <translation>羽化(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Invert</source>
        <translation>反相(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>清除(&amp;C)</translation>
    </message>
    <message>
        <source>Rectangle by &amp;Numbers…</source>
        <translation>按数值创建矩形(&amp;N)…</translation>
    </message>
    <message>
        <source>L&amp;oad…</source>
        <translation>载入(&amp;O)…</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>保存(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Reuse Last</source>
        <translation>重复使用上一个(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Remove What Is Painted</source>
        <translation>移除涂抹的内容(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Try Again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Previous Variation</source>
        <translation>上一个变体(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next Variation</source>
        <translation>下一个变体(&amp;N)</translation>
    </message>
    <message>
        <source>Remove After &amp;Each Stroke</source>
        <translation>每笔之后自动移除(&amp;E)</translation>
    </message>
    <message>
        <source>Like the &amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Soft&amp;er Brush</source>
        <translation>柔化画笔(&amp;E)</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit in Window</source>
        <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;200 %</source>
        <translation>&amp;200 %</translation>
    </message>
    <message>
        <source>Split &amp;Compare</source>
        <translation>分屏对比(&amp;C)</translation>
    </message>
    <message>
        <source>Only the &amp;Last Edit</source>
        <translation>仅对比上一次编辑(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Hide Mask</source>
        <translation>隐藏蒙版(&amp;H)</translation>
    </message>
    <message>
        <source>Hide Mask (Hold)</source>
        <translation>隐藏蒙版（按住）</translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation>历史记录(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Variations</source>
        <translation>变体(&amp;V)</translation>
    </message>
    <message>
        <source>Films&amp;trip</source>
        <translation>胶片栏(&amp;T)</translation>
    </message>
    <message>
        <source>Hide All &amp;Panels</source>
        <translation>隐藏所有面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next Part of the Window</source>
        <translation>窗口的下一区域(&amp;N)</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Sho&amp;w Original (Hold)</source>
        <translation>显示原图（按住）(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Open &amp;Log Folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;About Moebius</source>
        <translation>关于 Moebius(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>Batch</source>
        <translation>批处理</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>Not any more</source>
        <translation>不再继续</translation>
    </message>
    <message>
        <source>Dry &amp;run</source>
        <translation>试运行(&amp;R)</translation>
    </message>
    <message>
        <source>List what would happen to each photo; nothing is written.</source>
        <translation>列出每张照片将如何处理，不写入任何文件。</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Stop after &amp;these</source>
        <translation>完成当前照片后停止(&amp;T)</translation>
    </message>
    <message>
        <source>Finish the photos in work, then end the batch.</source>
        <translation>处理完当前照片后结束批处理。</translation>
    </message>
    <message>
        <source>Cance&amp;l now</source>
        <translation>立即取消(&amp;L)</translation>
    </message>
    <message>
        <source>End at once; nothing of the photos in work is written.</source>
        <translation>立即结束，正在处理的照片不会写入任何内容。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The last batch was not finished: {done} of {total} photos are done.</source>
        <translation>上次批处理未完成：{total} 张照片中已完成 {done} 张。</translation>
    </message>
    <message>
        <source>Looking at the photos and opening the engine…</source>
        <translation>正在检查照片并启动引擎…</translation>
    </message>
    <message>
        <source>The batch goes on.</source>
        <translation>批处理继续进行。</translation>
    </message>
    <message>
        <source>Paused; the photos in work are finished first.</source>
        <translation>已暂停；正在处理的照片会先完成。</translation>
    </message>
    <message>
        <source>The batch ends after the photos in work.</source>
        <translation>批处理将在当前照片完成后结束。</translation>
    </message>
    <message>
        <source>Ending the batch…</source>
        <translation>正在结束批处理…</translation>
    </message>
    <message>
        <source>The batch is running.</source>
        <translation>批处理正在运行。</translation>
    </message>
    <message>
        <source>This would happen; nothing has been written.</source>
        <translation>以上为将要执行的操作，尚未写入任何文件。</translation>
    </message>
    <message>
        <source>Interrupted; “Start” goes on where it stopped.</source>
        <translation>已中断；点击“开始”将从中断处继续。</translation>
    </message>
    <message>
        <source>Ended with failures; their reasons are listed above.</source>
        <translation>已结束，但有失败项；原因见上方列表。</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>完成。</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>The batch is still running.</source>
        <translation>批处理仍在运行。</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>让它继续</translation>
    </message>
    <message>
        <source>Cancel the batch</source>
        <translation>取消批处理</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose: {name}</source>
        <translation>选择：{name}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Place of the mask</source>
        <translation>蒙版位置</translation>
    </message>
    <message>
        <source>Beside each photo (name_mask.png)</source>
        <translation>与照片同目录（照片名_mask.png）</translation>
    </message>
    <message>
        <source>In a folder of their own</source>
        <translation>在单独的文件夹中</translation>
    </message>
    <message>
        <source>One mask for all photos</source>
        <translation>所有照片使用同一个蒙版</translation>
    </message>
    <message>
        <source>The mask painted now, for all photos</source>
        <translation>将当前绘制的蒙版用于所有照片</translation>
    </message>
    <message>
        <source>Transparent parts of each photo</source>
        <translation>每张照片的透明部分</translation>
    </message>
    <message>
        <source>Leave the photo out</source>
        <translation>跳过该照片</translation>
    </message>
    <message>
        <source>Stretch the mask to the photo</source>
        <translation>将蒙版拉伸至照片大小</translation>
    </message>
    <message>
        <source>Keep the mask&apos;s size and place it</source>
        <translation>保持蒙版大小并指定位置</translation>
    </message>
    <message>
        <source>Without location</source>
        <translation>不含位置信息</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>No photo has a mask.</source>
        <translation>没有照片带有蒙版。</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Folder with the photos</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>Also folders inside</source>
        <translation>包含子文件夹</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Folder with the masks</source>
        <translation>蒙版文件夹</translation>
    </message>
    <message>
        <source>Mask for all photos</source>
        <translation>用于所有照片的蒙版</translation>
    </message>
    <message>
        <source>{stem} is the photo&apos;s name, {name} the name with its extension.</source>
        <translation>{stem} 为照片名，{name} 为带扩展名的照片名。</translation>
    </message>
    <message>
        <source>Do all again and replace files</source>
        <translation>全部重新处理并替换文件</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>&amp;From folder</source>
        <translation>来源文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Into folder</source>
        <translation>目标文件夹(&amp;I)</translation>
    </message>
    <message>
        <source>What to remove</source>
        <translation>要移除的内容</translation>
    </message>
    <message>
        <source>&amp;Masks</source>
        <translation>蒙版(&amp;M)</translation>
    </message>
    <message>
        <source>Mas&amp;k folder</source>
        <translation>蒙版文件夹(&amp;K)</translation>
    </message>
    <message>
        <source>Mas&amp;k file</source>
        <translation>蒙版文件(&amp;K)</translation>
    </message>
    <message>
        <source>If si&amp;zes differ</source>
        <translation>大小不一致时(&amp;Z)</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>First photo</source>
        <translation>第一张照片</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>Save &amp;quality</source>
        <translation>保存质量(&amp;Q)</translation>
    </message>
    <message>
        <source>Metadat&amp;a</source>
        <translation>元数据(&amp;A)</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>En&amp;gine</source>
        <translation>引擎(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Effort</source>
        <translation>精细程度(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Widen the mask by</source>
        <translation>蒙版扩展(&amp;W)</translation>
    </message>
    <message>
        <source>Sof&amp;t edge</source>
        <translation>柔化边缘(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Look around</source>
        <translation>取样范围(&amp;L)</translation>
    </message>
    <message>
        <source>{photo} becomes {result}</source>
        <translation>{photo} 将保存为 {result}</translation>
    </message>
    <message>
        <source>{photo} with its mask</source>
        <translation>{photo} 及其蒙版</translation>
    </message>
    <message>
        <source>The mask cannot be kept in “{folder}”: {reason}.</source>
        <translation>无法将蒙版存放到“{folder}”：{reason}。</translation>
    </message>
    <message>
        <source>Choose the folder with the photos.</source>
        <translation>请选择照片文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>请选择结果文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder with the masks.</source>
        <translation>请选择蒙版文件夹。</translation>
    </message>
    <message>
        <source>Choose the mask for all photos.</source>
        <translation>请选择用于所有照片的蒙版。</translation>
    </message>
    <message>
        <source>No mask is painted at the moment.</source>
        <translation>当前没有绘制蒙版。</translation>
    </message>
    <message>
        <source>Photos in the folders inside need “Also folders inside”.</source>
        <translation>要处理子文件夹中的照片，请勾选“包含子文件夹”。</translation>
    </message>
    <message>
        <source>There are no photos in “{folder}”.</source>
        <translation>“{folder}”中没有照片。</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>批处理进度</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>全部照片</translation>
    </message>
    <message>
        <source>Only problems</source>
        <translation>仅问题项</translation>
    </message>
    <message>
        <source>Which photos are listed</source>
        <translation>列出哪些照片</translation>
    </message>
    <message>
        <source>Find name or reason</source>
        <translation>查找名称或原因</translation>
    </message>
    <message>
        <source>Cop&amp;y list</source>
        <translation>复制列表(&amp;Y)</translation>
    </message>
    <message>
        <source>Open resul&amp;t</source>
        <translation>打开结果(&amp;T)</translation>
    </message>
    <message>
        <source>Show in fol&amp;der</source>
        <translation>在文件夹中显示(&amp;D)</translation>
    </message>
    <message>
        <source>A dry run lists the photos and writes nothing.</source>
        <translation>试运行只列出照片，不写入任何文件。</translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) belong to no photo:</source>
        <translation>
            <numerusform>%n 个蒙版没有对应的照片：</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos of the batch</source>
        <translation>批处理中的照片</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What and why</source>
        <translation>说明与原因</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Done before</source>
        <translation>先前已完成</translation>
    </message>
    <message>
        <source>No mask</source>
        <translation>无蒙版</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{finished} of {total} photos</source>
        <translation>已处理 {finished} / {total} 张照片</translation>
    </message>
    <message>
        <source>{rate} per second</source>
        <translation>每秒 {rate} 张</translation>
    </message>
    <message>
        <source>{rate} per minute</source>
        <translation>每分钟 {rate} 张</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>约剩 {time}</translation>
    </message>
    <message>
        <source>No photos</source>
        <translation>没有照片</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>No photo is open.</source>
        <translation>没有打开照片。</translation>
    </message>
    <message>
        <source>Photo {size}, mask {mask} %, zoom {zoom} %</source>
        <translation>照片 {size}，蒙版 {mask} %，缩放 {zoom} %</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>编辑后</translation>
    </message>
    <message>
        <source>Before the last edit</source>
        <translation>上一次编辑之前</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>“{path}” cannot be read: {reason}.</source>
        <translation>无法读取“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>{name} is empty: it has no content at all.</source>
        <translation>{name} 是空的：没有任何内容。</translation>
    </message>
    <message>
        <source>{name} is not a picture of a known kind.</source>
        <translation>{name} 不是已知类型的图片。</translation>
    </message>
    <message>
        <source>Known are {kinds}.</source>
        <translation>已知类型：{kinds}。</translation>
    </message>
    <message>
        <source>{name} is damaged: it begins like a {kind} file but cannot be decoded.</source>
        <translation>{name} 已损坏：开头像 {kind} 文件，但无法解码。</translation>
    </message>
    <message>
        <source>{name} is cut off: the {kind} file ends before the picture does.</source>
        <translation>{name} 不完整：{kind} 文件在图片结束之前就中断了。</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>请重新复制或下载。</translation>
    </message>
    <message>
        <source>{name} does not fit into this computer&apos;s memory.</source>
        <translation>此电脑的内存容纳不下 {name}。</translation>
    </message>
    <message>
        <source>{name} has {size} = {megapixels} megapixels, above the limit of {limit}, which protects against files made to fill the memory.</source>
        <translation>{name} 为 {size}（{megapixels} 百万像素），超过 {limit} 百万像素的上限；该上限用于防范意在耗尽内存的文件。</translation>
    </message>
    <message>
        <source>{name} is a 16-bit photo of more than {megapixels} megapixels, which cannot be decoded without losing depth.</source>
        <translation>{name} 是超过 {megapixels} 百万像素的 16 位照片，无法在不损失位深的情况下解码。</translation>
    </message>
    <message>
        <source>Convert it to TIFF first.</source>
        <translation>请先将其转换为 TIFF。</translation>
    </message>
    <message>
        <source>{name} is a JPEG of {bits} bits per channel; only 8 are read.</source>
        <translation>{name} 是每通道 {bits} 位的 JPEG；仅支持 8 位。</translation>
    </message>
    <message>
        <source>Convert it to PNG or TIFF of 16 bits first.</source>
        <translation>请先将其转换为 16 位 PNG 或 TIFF。</translation>
    </message>
    <message>
        <source>{name} is a TIFF with a kind of compression that is not read here (number {number}).</source>
        <translation>{name} 是 TIFF，但其压缩方式（编号 {number}）不受支持。</translation>
    </message>
    <message>
        <source>Save it with LZW, deflate or no compression first.</source>
        <translation>请先以 LZW、Deflate 或无压缩方式保存。</translation>
    </message>
    <message>
        <source>{name} is a CMYK TIFF with transparency, which is not read here.</source>
        <translation>{name} 是带透明度的 CMYK TIFF，不受支持。</translation>
    </message>
    <message>
        <source>Convert it to RGB, or flatten it, first.</source>
        <translation>请先将其转换为 RGB 或拼合图层。</translation>
    </message>
    <message>
        <source>{name} is a big-endian BigTIFF of 8 bits, which is not read here.</source>
        <translation>{name} 是 8 位大端 BigTIFF，不受支持。</translation>
    </message>
    <message>
        <source>Convert it to an ordinary TIFF or PNG first.</source>
        <translation>请先将其转换为普通 TIFF 或 PNG。</translation>
    </message>
    <message>
        <source>{name} holds 32-bit, signed or floating-point values, which are not supported.</source>
        <translation>{name} 含有 32 位、带符号或浮点数值，不受支持。</translation>
    </message>
    <message>
        <source>Convert it to 16 bits per channel first.</source>
        <translation>请先将其转换为每通道 16 位。</translation>
    </message>
    <message>
        <source>{name} is a HEIC photo, for which the extra “heif” is needed.</source>
        <translation>{name} 是 HEIC 照片，需要附加组件“heif”。</translation>
    </message>
    <message>
        <source>{name} is a camera raw photo, for which the extra “raw” is needed.</source>
        <translation>{name} 是相机原始照片（RAW），需要附加组件“raw”。</translation>
    </message>
    <message>
        <source>Install it with: {command}</source>
        <translation>安装命令：{command}</translation>
    </message>
    <message>
        <source>The installed program comes without it; Moebius run from its source can have it.</source>
        <translation>安装版程序不含此组件；从源代码运行的 Moebius 可以安装它。</translation>
    </message>
    <message>
        <source>{name} is a camera raw of a kind that LibRaw does not know.</source>
        <translation>{name} 是 LibRaw 无法识别的相机原始格式。</translation>
    </message>
    <message>
        <source>Develop it with the camera maker&apos;s program first.</source>
        <translation>请先用相机厂商的软件冲洗。</translation>
    </message>
    <message>
        <source>{name} is damaged: it looks like a camera raw but cannot be developed.</source>
        <translation>{name} 已损坏：看似相机原始照片，但无法冲洗。</translation>
    </message>
    <message>
        <source>Copy it from the card again.</source>
        <translation>请从存储卡重新复制。</translation>
    </message>
    <message>
        <source>The picture moves; only its first frame was opened.</source>
        <translation>这是动态图片，仅打开了第一帧。</translation>
    </message>
    <message>
        <source>The file has {count} pages; only the first was opened.</source>
        <translation>文件有 {count} 页，仅打开了第一页。</translation>
    </message>
    <message>
        <source>The file holds {count} pictures; only the main one was opened.</source>
        <translation>文件含有 {count} 张图片，仅打开了主图片。</translation>
    </message>
    <message>
        <source>The file has further channels without a stated meaning; they were not kept.</source>
        <translation>文件含有用途不明的其他通道，未予保留。</translation>
    </message>
    <message>
        <source>The transparency was multiplied into the colours; they were separated.</source>
        <translation>透明度已预乘到颜色中，现已将其分离。</translation>
    </message>
    <message>
        <source>The transparency was stored multiplied into the colours.</source>
        <translation>透明度是以预乘到颜色中的方式存储的。</translation>
    </message>
    <message>
        <source>The 16-bit CMYK was converted with 8 bits per channel.</source>
        <translation>16 位 CMYK 已按每通道 8 位转换。</translation>
    </message>
    <message>
        <source>The {bits}-bit AVIF was reduced to 8 bits per channel.</source>
        <translation>{bits} 位 AVIF 已降为每通道 8 位。</translation>
    </message>
    <message>
        <source>{name} was converted to sRGB.</source>
        <translation>{name} 已转换为 sRGB。</translation>
    </message>
    <message>
        <source>{name} was converted to sRGB through its profile.</source>
        <translation>{name} 已按其配置文件转换为 sRGB。</translation>
    </message>
    <message>
        <source>{name} was converted to sRGB by a plain formula, since {reason}: colours may differ.</source>
        <translation>{name} 已用简单公式转换为 sRGB，因为{reason}：颜色可能有偏差。</translation>
    </message>
    <message>
        <source>The colours are in a wide or HDR colour space that is stated by number; of the kinds written here only PNG can state it.</source>
        <translation>颜色处于以编号标明的广色域或 HDR 色彩空间；在可写入的格式中只有 PNG 能标明它。</translation>
    </message>
    <message>
        <source>The camera raw was developed with the camera&apos;s white balance to 16 bits in sRGB; a raw developer gives more control.</source>
        <translation>已用相机的白平衡将原始照片冲洗为 16 位 sRGB；使用专门的 RAW 软件可获得更多控制。</translation>
    </message>
    <message>
        <source>The extended part of the XMP data was not kept.</source>
        <translation>XMP 数据的扩展部分未保留。</translation>
    </message>
    <message>
        <source>The camera&apos;s thermal values were not kept.</source>
        <translation>相机的热成像数值未保留。</translation>
    </message>
    <message>
        <source>Further pictures in the file (gain map, depth, preview) were not kept.</source>
        <translation>文件中的其他图片（增益图、深度图、预览图）未保留。</translation>
    </message>
    <message>
        <source>The content credentials were not kept: they vouch for the unedited file.</source>
        <translation>内容凭证未保留：它们只对未编辑的文件有效。</translation>
    </message>
    <message>
        <source>Data behind the picture (a video, a depth map, camera notes) was not kept.</source>
        <translation>图片之后的附加数据（视频、深度图、相机信息）未保留。</translation>
    </message>
    <message>
        <source>“{path}” could not be saved: {reason}.</source>
        <translation>无法保存“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>“{path}” could not be saved: what has that name is no ordinary file.</source>
        <translation>无法保存“{path}”：同名的不是普通文件。</translation>
    </message>
    <message>
        <source>“{path}” could not be saved: the file there is write-protected.</source>
        <translation>无法保存“{path}”：该处的文件有写保护。</translation>
    </message>
    <message>
        <source>Choose another name, or take the protection away.</source>
        <translation>请换一个名称，或取消写保护。</translation>
    </message>
    <message>
        <source>Free some space or choose another folder.</source>
        <translation>请腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Create it first or choose another folder.</source>
        <translation>请先创建该文件夹，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请选择其他位置。</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>请另选一个。</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>请使用较短的名称。</translation>
    </message>
    <message>
        <source>“{suffix}” is not a picture extension known here.</source>
        <translation>“{suffix}”不是已知的图片扩展名。</translation>
    </message>
    <message>
        <source>The name has no extension, which would say what kind of file to write.</source>
        <translation>名称没有扩展名，无法确定要写入的文件类型。</translation>
    </message>
    <message>
        <source>Use {names}.</source>
        <translation>请使用 {names}。</translation>
    </message>
    <message>
        <source>{kind} files cannot be written here.</source>
        <translation>无法写入 {kind} 文件。</translation>
    </message>
    <message>
        <source>HEIC files cannot be written by this installation.</source>
        <translation>此安装无法写入 HEIC 文件。</translation>
    </message>
    <message>
        <source>Save as PNG or TIFF (exact) or JPEG instead.</source>
        <translation>请改存为 PNG 或 TIFF（无损）或 JPEG。</translation>
    </message>
    <message>
        <source>Save as PNG or TIFF instead.</source>
        <translation>请改存为 PNG 或 TIFF。</translation>
    </message>
    <message>
        <source>{kind} holds at most {limit} pixels a side; this photo has {size}.</source>
        <translation>{kind} 每边最多 {limit} 像素；此照片为 {size}。</translation>
    </message>
    <message>
        <source>{kind} holds at most {limit} megapixels; this photo has {size}.</source>
        <translation>{kind} 最多 {limit} 百万像素；此照片为 {size}。</translation>
    </message>
    <message>
        <source>This photo needs more than 4 GB as TIFF, the most that such a file holds.</source>
        <translation>此照片存为 TIFF 需要超过 4 GB，已超出该格式的上限。</translation>
    </message>
    <message>
        <source>Save it as PNG instead.</source>
        <translation>请改存为 PNG。</translation>
    </message>
    <message>
        <source>The photo could not be encoded as {kind}: {error}.</source>
        <translation>无法将照片编码为 {kind}：{error}。</translation>
    </message>
    <message>
        <source>The file was changed by another program.</source>
        <translation>该文件已被其他程序更改。</translation>
    </message>
    <message>
        <source>The EXIF data is damaged and was not kept.</source>
        <translation>EXIF 数据已损坏，未保留。</translation>
    </message>
    <message>
        <source>The EXIF data is too large for a JPEG file and was not kept.</source>
        <translation>EXIF 数据对 JPEG 文件来说过大，未保留。</translation>
    </message>
    <message>
        <source>The XMP data is too large for a JPEG file and was not kept.</source>
        <translation>XMP 数据对 JPEG 文件来说过大，未保留。</translation>
    </message>
    <message>
        <source>The XMP data is damaged and was kept as it is.</source>
        <translation>XMP 数据已损坏，已按原样保留。</translation>
    </message>
    <message>
        <source>The XMP data is damaged, might hold a location, and was not kept.</source>
        <translation>XMP 数据已损坏，且可能含有位置信息，未保留。</translation>
    </message>
    <message>
        <source>The camera&apos;s own notes hold a preview picture that still shows the photo as it was; save with the metadata stripped to leave it out.</source>
        <translation>相机自带信息中有一张预览图，仍显示编辑前的照片；如需去除，请在保存时移除元数据。</translation>
    </message>
    <message>
        <source>The colour profile does not fit the way the colours are stored and was left out.</source>
        <translation>颜色配置文件与颜色的存储方式不符，已略去。</translation>
    </message>
    <message>
        <source>The JPEG&apos;s unusual colour subsampling was replaced by full colour resolution.</source>
        <translation>JPEG 的特殊色度抽样已改为完整色彩分辨率。</translation>
    </message>
    <message>
        <source>The black-and-white picture is saved with 256 levels of grey.</source>
        <translation>黑白图片将以 256 级灰度保存。</translation>
    </message>
    <message>
        <source>The palette picture is saved in full colour.</source>
        <translation>调色板图片将以全彩保存。</translation>
    </message>
    <message>
        <source>{kind} files cannot carry {lost}: left out.</source>
        <translation>{kind} 文件无法包含{lost}，已略去。</translation>
    </message>
    <message>
        <source>{kind} has no transparency: it was left out, the colours are untouched.</source>
        <translation>{kind} 不支持透明度：已略去，颜色保持不变。</translation>
    </message>
    <message>
        <source>{kind} stores the transparency with small losses.</source>
        <translation>{kind} 保存透明度时会有轻微损失。</translation>
    </message>
    <message>
        <source>{kind} holds 8 bits per channel: the 16-bit photo was reduced.</source>
        <translation>{kind} 每通道为 8 位：16 位照片已降低位深。</translation>
    </message>
    <message>
        <source>Looking at the mask</source>
        <translation>正在检查蒙版</translation>
    </message>
    <message>
        <source>Filling from the photo itself</source>
        <translation>正在用照片自身内容填充</translation>
    </message>
    <message>
        <source>The mask is {size} pixels, but the photo is {photo_size}.</source>
        <translation>蒙版为 {size} 像素，而照片为 {photo_size}。</translation>
    </message>
    <message>
        <source>The excluded area is {size} pixels, but the photo is {photo_size}.</source>
        <translation>排除区域为 {size} 像素，而照片为 {photo_size}。</translation>
    </message>
    <message>
        <source>The mask is {size} pixels, the image {image_size}.</source>
        <translation>蒙版为 {size} 像素，图像为 {image_size}。</translation>
    </message>
    <message>
        <source>Looking at the surroundings</source>
        <translation>正在观察周围</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>正在解码</translation>
    </message>
    <message>
        <source>Detail {tile} of {tiles}: {doing}</source>
        <translation>细节 {tile}/{tiles}：{doing}</translation>
    </message>
    <message>
        <source>Testing {device}</source>
        <translation>正在测试 {device}</translation>
    </message>
    <message>
        <source>Reading the network</source>
        <translation>正在读取网络</translation>
    </message>
    <message>
        <source>Reading the autoencoder</source>
        <translation>正在读取自编码器</translation>
    </message>
    <message>
        <source>Preparing the network</source>
        <translation>正在准备网络</translation>
    </message>
    <message>
        <source>Preparing the weights, once for this computer</source>
        <translation>正在准备权重，在此电脑上只需一次</translation>
    </message>
    <message>
        <source>The mask covers the whole region, so nothing is left to fill from.</source>
        <translation>蒙版覆盖了整个区域，没有可用于填充的内容。</translation>
    </message>
    <message>
        <source>steps must be 1 to {limit}, not {value}.</source>
        <translation>steps 必须在 1 到 {limit} 之间，不能是 {value}。</translation>
    </message>
    <message>
        <source>guidance must be 0 to {limit}, not {value}.</source>
        <translation>guidance 必须在 0 到 {limit} 之间，不能是 {value}。</translation>
    </message>
    <message>
        <source>strength must be above 0 and at most 1, not {value}.</source>
        <translation>strength 必须大于 0 且不超过 1，不能是 {value}。</translation>
    </message>
    <message>
        <source>{what} was given up for {other}: {why}</source>
        <translation>已放弃 {what}，改用 {other}：{why}</translation>
    </message>
    <message>
        <source>{what} failed, so it was not used: {why}</source>
        <translation>{what} 失败，未使用：{why}</translation>
    </message>
    <message>
        <source>The engine {name} cannot run on {device}: {reasons}.</source>
        <translation>引擎 {name} 无法在 {device} 上运行：{reasons}。</translation>
    </message>
    <message>
        <source>The engine {name} needs more memory than there is.</source>
        <translation>引擎 {name} 需要的内存超过可用内存。</translation>
    </message>
    <message>
        <source>The engine {name} runs on the CPU only, not on {device}.</source>
        <translation>引擎 {name} 只能在 CPU 上运行，不能在 {device} 上运行。</translation>
    </message>
    <message>
        <source>Choose another device, or full precision (fp32).</source>
        <translation>请选择其他设备，或使用全精度 (fp32)。</translation>
    </message>
    <message>
        <source>{where} gave numbers that are none (NaN).</source>
        <translation>{where} 得到无效数值 (NaN)。</translation>
    </message>
    <message>
        <source>{where} gave the same number everywhere.</source>
        <translation>{where} 得到的数值处处相同。</translation>
    </message>
    <message>
        <source>The decoded picture holds numbers that are none (NaN).</source>
        <translation>解码后的图片含有无效数值 (NaN)。</translation>
    </message>
    <message>
        <source>The fill came out black.</source>
        <translation>填充结果为全黑。</translation>
    </message>
    <message>
        <source>The fill came out blank.</source>
        <translation>填充结果为空白。</translation>
    </message>
    <message>
        <source>onnxruntime did not take {device}: its driver or libraries are missing.</source>
        <translation>onnxruntime 未能使用 {device}：缺少驱动程序或库。</translation>
    </message>
    <message>
        <source>{device} cannot load {name}: {reason}.</source>
        <translation>{device} 无法加载 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{device} failed while computing: {reason}.</source>
        <translation>{device} 在计算时失败：{reason}。</translation>
    </message>
    <message>
        <source>{device} failed: {reason}.</source>
        <translation>{device} 失败：{reason}。</translation>
    </message>
    <message>
        <source>{device} has too little memory for the network.</source>
        <translation>{device} 的内存不足以运行该网络。</translation>
    </message>
    <message>
        <source>{device} does not compute in {precision}.</source>
        <translation>{device} 不支持 {precision} 计算。</translation>
    </message>
    <message>
        <source>It can do {names}.</source>
        <translation>支持 {names}。</translation>
    </message>
    <message>
        <source>onnxruntime computes in fp32 here, not in {precision}.</source>
        <translation>onnxruntime 在此以 fp32 计算，而非 {precision}。</translation>
    </message>
    <message>
        <source>onnxruntime does not compute on {device}.</source>
        <translation>onnxruntime 不能在 {device} 上计算。</translation>
    </message>
    <message>
        <source>torch cannot compute on {device}: {why}.</source>
        <translation>torch 无法在 {device} 上计算：{why}。</translation>
    </message>
    <message>
        <source>These weights are ONNX graphs, which torch does not run.</source>
        <translation>这些权重是 ONNX 图，torch 无法运行。</translation>
    </message>
    <message>
        <source>ONNX graphs run in fp32, not in {precision}.</source>
        <translation>ONNX 图以 fp32 运行，而非 {precision}。</translation>
    </message>
    <message>
        <source>Did you mean {names}?</source>
        <translation>您是指 {names} 吗？</translation>
    </message>
    <message>
        <source>Asking for the files</source>
        <translation>正在查询文件</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Waiting for another Moebius that works on the same weights</source>
        <translation>正在等待另一个 Moebius 处理同一权重</translation>
    </message>
    <message>
        <source>Downloading {set}: {done} of {total}</source>
        <translation>正在下载 {set}：{done}，共 {total}</translation>
    </message>
    <message>
        <source>Copying: {done} of {total}</source>
        <translation>正在复制：{done}，共 {total}</translation>
    </message>
    <message>
        <source>Checking {set}: {name}, {size}</source>
        <translation>正在校验 {set}：{name}，{size}</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在校验 {name}</translation>
    </message>
    <message>
        <source>Nothing is downloaded while HF_HUB_OFFLINE is set.</source>
        <translation>设置了 HF_HUB_OFFLINE 时不会下载任何内容。</translation>
    </message>
    <message>
        <source>{repository} is open only to those whom its owners gave access.</source>
        <translation>{repository} 仅对其所有者授权的用户开放。</translation>
    </message>
    <message>
        <source>Ask for it on huggingface.co/{repository}.</source>
        <translation>请在 huggingface.co/{repository} 上申请。</translation>
    </message>
    <message>
        <source>{repository} has been closed by {host}.</source>
        <translation>{repository} 已被 {host} 关闭。</translation>
    </message>
    <message>
        <source>There is no repository {repository} at {host}, or it is not open to everybody.</source>
        <translation>{host} 上没有仓库 {repository}，或者它未对所有人开放。</translation>
    </message>
    <message>
        <source>{repository} no longer has the version that is asked for.</source>
        <translation>{repository} 中已没有所请求的版本。</translation>
    </message>
    <message>
        <source>{repository} no longer has the file {path}.</source>
        <translation>{repository} 中已没有文件 {path}。</translation>
    </message>
    <message>
        <source>What answers at {host} is not the Hugging Face hub.</source>
        <translation>{host} 上应答的不是 Hugging Face Hub。</translation>
    </message>
    <message>
        <source>A network&apos;s login page may be in between: open a browser.</source>
        <translation>中间可能有网络登录页面：请打开浏览器。</translation>
    </message>
    <message>
        <source>The proxy does not let the connection through: {reason}.</source>
        <translation>代理不允许该连接：{reason}。</translation>
    </message>
    <message>
        <source>The address of {host} cannot be used: {reason}.</source>
        <translation>{host} 的地址无法使用：{reason}。</translation>
    </message>
    <message>
        <source>Something that this connection needs is not installed: {reason}.</source>
        <translation>此连接所需的组件未安装：{reason}。</translation>
    </message>
    <message>
        <source>For a SOCKS proxy: pip install socksio.</source>
        <translation>使用 SOCKS 代理时：pip install socksio。</translation>
    </message>
    <message>
        <source>{host} leads in circles.</source>
        <translation>{host} 的重定向陷入循环。</translation>
    </message>
    <message>
        <source>{host} does not answer.</source>
        <translation>{host} 没有应答。</translation>
    </message>
    <message>
        <source>There is no connection to {host}: {reason}.</source>
        <translation>无法连接到 {host}：{reason}。</translation>
    </message>
    <message>
        <source>{host} stopped sending.</source>
        <translation>{host} 停止了发送。</translation>
    </message>
    <message>
        <source>The connection to {host} was cut: {reason}.</source>
        <translation>与 {host} 的连接已中断：{reason}。</translation>
    </message>
    <message>
        <source>{host} wants to know who asks for {repository}.</source>
        <translation>{host} 要求提供访问 {repository} 者的身份。</translation>
    </message>
    <message>
        <source>{host} refuses access to {repository}.</source>
        <translation>{host} 拒绝访问 {repository}。</translation>
    </message>
    <message>
        <source>{host} has no {path} in {repository}.</source>
        <translation>{host} 的 {repository} 中没有 {path}。</translation>
    </message>
    <message>
        <source>{host} gets too many requests from here.</source>
        <translation>从此处发往 {host} 的请求过多。</translation>
    </message>
    <message>
        <source>{host} has a problem of its own ({reason}).</source>
        <translation>{host} 自身出现问题（{reason}）。</translation>
    </message>
    <message>
        <source>{path} came with a wrong checksum twice.</source>
        <translation>{path} 两次校验和都不正确。</translation>
    </message>
    <message>
        <source>Something on the way changes it: try another network, or another HF_ENDPOINT.</source>
        <translation>传输途中被更改：请尝试其他网络或其他 HF_ENDPOINT。</translation>
    </message>
    <message>
        <source>What {source} holds cannot be used here.</source>
        <translation>{source} 中的内容无法在此使用。</translation>
    </message>
    <message>
        <source>Update Moebius.</source>
        <translation>请更新 Moebius。</translation>
    </message>
    <message>
        <source>Free some space, or set the environment variable {variable} to a folder on another disk.</source>
        <translation>请腾出一些空间，或将环境变量 {variable} 设为其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Close other windows of Moebius.</source>
        <translation>请关闭 Moebius 的其他窗口。</translation>
    </message>
    <message>
        <source>Set the environment variable {variable} to another folder.</source>
        <translation>请将环境变量 {variable} 设为其他文件夹。</translation>
    </message>
    <message>
        <source>{needed} are needed in {folder}, where {free} are free.</source>
        <translation>{folder} 中需要 {needed}，但只有 {free} 可用。</translation>
    </message>
    <message>
        <source>The folder of the weights, {folder}, cannot be changed: {reason}.</source>
        <translation>无法更改权重文件夹 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>{folder} 所在磁盘已满。</translation>
    </message>
    <message>
        <source>Preparing the weights takes {needed} in {folder}, where {free} are free.</source>
        <translation>准备权重需要在 {folder} 中占用 {needed}，但只有 {free} 可用。</translation>
    </message>
    <message>
        <source>Make room there, or set MOEBIUS_HOME to a folder on another disk.</source>
        <translation>请在该处腾出空间，或将 MOEBIUS_HOME 设为其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>The weights cannot be prepared in {folder}: {reason}.</source>
        <translation>无法在 {folder} 中准备权重：{reason}。</translation>
    </message>
    <message>
        <source>Make room or set MOEBIUS_HOME to another folder.</source>
        <translation>请腾出空间，或将 MOEBIUS_HOME 设为其他文件夹。</translation>
    </message>
    <message>
        <source>{path} is in the way: it holds something that Moebius did not put there.</source>
        <translation>{path} 造成冲突：其中有并非由 Moebius 放置的内容。</translation>
    </message>
    <message>
        <source>Move it elsewhere and try again.</source>
        <translation>请将其移到别处后重试。</translation>
    </message>
    <message>
        <source>There are no weights named “{name}”.</source>
        <translation>没有名为“{name}”的权重。</translation>
    </message>
    <message>
        <source>The weights “{name}” are a part of this program.</source>
        <translation>权重“{name}”是本程序的一部分。</translation>
    </message>
    <message>
        <source>The weights “{name}” are not on this computer.</source>
        <translation>此电脑上没有权重“{name}”。</translation>
    </message>
    <message>
        <source>The weights of the Moebius network are not on this computer.</source>
        <translation>此电脑上没有 Moebius 网络的权重。</translation>
    </message>
    <message>
        <source>No weights named “{name}” are published.</source>
        <translation>没有发布名为“{name}”的权重。</translation>
    </message>
    <message>
        <source>Published are: {names}.</source>
        <translation>已发布的有：{names}。</translation>
    </message>
    <message>
        <source>Installed are: {names}.</source>
        <translation>已安装的有：{names}。</translation>
    </message>
    <message>
        <source>None are installed.</source>
        <translation>尚未安装任何权重。</translation>
    </message>
    <message>
        <source>The weights “{name}” are of the kind {kind}, where {other} is needed.</source>
        <translation>权重“{name}”属于 {kind} 类型，而此处需要 {other}。</translation>
    </message>
    <message>
        <source>Other weights named “{name}” are installed already ({origin}).</source>
        <translation>已安装了另一个名为“{name}”的权重（{origin}）。</translation>
    </message>
    <message>
        <source>“{name}” is the name of other weights: {title}.</source>
        <translation>“{name}”是其他权重的名称：{title}。</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of weights.</source>
        <translation>“{name}”不能用作权重的名称。</translation>
    </message>
    <message>
        <source>Your own: {name}</source>
        <translation>您自己的：{name}</translation>
    </message>
    <message>
        <source>There is nothing at {path}.</source>
        <translation>{path} 处没有任何内容。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} holds no weights.</source>
        <translation>{path} 中没有权重。</translation>
    </message>
    <message>
        <source>{path} holds no weights ({names} or one of that kind).</source>
        <translation>{path} 中没有权重（{names} 或同类文件）。</translation>
    </message>
    <message>
        <source>{path} holds no weights named “{part}”.</source>
        <translation>{path} 中没有名为“{part}”的权重。</translation>
    </message>
    <message>
        <source>It holds {names}.</source>
        <translation>其中有 {names}。</translation>
    </message>
    <message>
        <source>{path} holds no tensors.</source>
        <translation>{path} 中没有张量。</translation>
    </message>
    <message>
        <source>{path} holds several sets of weights: {names}.</source>
        <translation>{path} 中有多组权重：{names}。</translation>
    </message>
    <message>
        <source>Say which one to use.</source>
        <translation>请指明使用哪一组。</translation>
    </message>
    <message>
        <source>Give a file of weights ({names}) or a folder that holds one.</source>
        <translation>请选择权重文件（{names}），或包含此类文件的文件夹。</translation>
    </message>
    <message>
        <source>{path} is one of three graphs.</source>
        <translation>{path} 是三个图之一。</translation>
    </message>
    <message>
        <source>Give the folder that holds {names}.</source>
        <translation>请选择包含 {names} 的文件夹。</translation>
    </message>
    <message>
        <source>{folder} holds no {name}.</source>
        <translation>{folder} 中没有 {name}。</translation>
    </message>
    <message>
        <source>It needs {names}, all three.</source>
        <translation>需要 {names}，三者缺一不可。</translation>
    </message>
    <message>
        <source>Import them without a name of your own, or one at a time.</source>
        <translation>请不指定名称导入，或逐个导入。</translation>
    </message>
    <message>
        <source>Download the file again, or choose another.</source>
        <translation>请重新下载该文件，或选择其他文件。</translation>
    </message>
    <message>
        <source>Download it again, or choose another file.</source>
        <translation>请重新下载，或选择其他文件。</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>请重新下载。</translation>
    </message>
    <message>
        <source>Choose the weights of a Moebius network.</source>
        <translation>请选择 Moebius 网络的权重。</translation>
    </message>
    <message>
        <source>Choose the file that belongs to this network.</source>
        <translation>请选择属于此网络的文件。</translation>
    </message>
    <message>
        <source>Choose the file that belongs to this network, or download it again.</source>
        <translation>请选择属于此网络的文件，或重新下载。</translation>
    </message>
    <message>
        <source>Choose the folder of a Moebius network.</source>
        <translation>请选择 Moebius 网络的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder of a Moebius network in the browser port&apos;s form.</source>
        <translation>请选择浏览器移植版格式的 Moebius 网络文件夹。</translation>
    </message>
    <message>
        <source>{path} has {size} bytes instead of {expected}.</source>
        <translation>{path} 有 {size} 字节，应为 {expected} 字节。</translation>
    </message>
    <message>
        <source>{path} has changed since it was {origin}.</source>
        <translation>{path} 自{origin}以来已被更改。</translation>
    </message>
    <message>
        <source>{path} holds values that are not numbers (NaN or infinite) in {count} of {all} tensors, first in {name}.</source>
        <translation>{path} 的 {all} 个张量中有 {count} 个含有无效数值（NaN 或无穷大），首先出现在 {name}。</translation>
    </message>
    <message>
        <source>These are not weights of {whose}: {key} is missing.</source>
        <translation>这些不是{whose}的权重：缺少 {key}。</translation>
    </message>
    <message>
        <source>These are not weights of {whose}: {key} has shape {shape}, where {axes} axes are expected.</source>
        <translation>这些不是{whose}的权重：{key} 的形状为 {shape}，应有 {axes} 个轴。</translation>
    </message>
    <message>
        <source>These weights do not fit {whose}: {found}.</source>
        <translation>这些权重与{whose}不符：{found}。</translation>
    </message>
    <message>
        <source>{name} holds neither a Moebius network nor its autoencoder: its first entry is {key}.</source>
        <translation>{name} 中既没有 Moebius 网络，也没有其自编码器：第一个条目是 {key}。</translation>
    </message>
    <message>
        <source>{name} holds the teacher (PixelHacker), which serves training and fills nothing here.</source>
        <translation>{name} 中是教师网络 (PixelHacker)，仅用于训练，无法用于填充。</translation>
    </message>
    <message>
        <source>{name} is no ONNX graph, or cut off.</source>
        <translation>{name} 不是 ONNX 图，或不完整。</translation>
    </message>
    <message>
        <source>{name} takes {inputs} and gives {outputs}, where {wanted} and {expected} are expected.</source>
        <translation>{name} 的输入为 {inputs}，输出为 {outputs}，应为 {wanted} 和 {expected}。</translation>
    </message>
    <message>
        <source>{name} takes different numbers of rows at once: {told}.</source>
        <translation>{name} 各输入的行数不一致：{told}。</translation>
    </message>
    <message>
        <source>{file}: “{name}” has the shape {shape}, where {expected} is expected.</source>
        <translation>{file}：“{name}”的形状为 {shape}，应为 {expected}。</translation>
    </message>
    <message>
        <source>{file}: “{name}” is of the type {kind}, where {expected} is expected.</source>
        <translation>{file}：“{name}”的类型为 {kind}，应为 {expected}。</translation>
    </message>
    <message>
        <source>{file} takes {names}, where {expected} is expected.</source>
        <translation>{file} 的输入为 {names}，应为 {expected}。</translation>
    </message>
    <message>
        <source>{file} gives {names}, where {expected} is expected.</source>
        <translation>{file} 的输出为 {names}，应为 {expected}。</translation>
    </message>
    <message>
        <source>{name} does not say for which size it was made.</source>
        <translation>{name} 未说明适用的尺寸。</translation>
    </message>
    <message>
        <source>Export it with fixed heights and widths.</source>
        <translation>请以固定的高度和宽度导出。</translation>
    </message>
    <message>
        <source>These weights are of another size than the released ones, and there is no graph for them.</source>
        <translation>这些权重的尺寸与已发布的不同，没有适用的图。</translation>
    </message>
    <message>
        <source>it is of a kind that PyTorch has not written since 2020</source>
        <translation>其格式 PyTorch 自 2020 年起已不再使用</translation>
    </message>
    <message>
        <source>it is neither a safetensors file nor one of PyTorch&apos;s, or cut off</source>
        <translation>既不是 safetensors 文件，也不是 PyTorch 文件，或不完整</translation>
    </message>
    <message>
        <source>it is a zip archive, but not one that PyTorch wrote</source>
        <translation>这是 ZIP 压缩包，但不是 PyTorch 写入的</translation>
    </message>
    <message>
        <source>the list of its contents is damaged</source>
        <translation>内容列表已损坏</translation>
    </message>
    <message>
        <source>its entry {key} is of the unknown type {kind}</source>
        <translation>条目 {key} 属于未知类型 {kind}</translation>
    </message>
    <message>
        <source>its entry {key} lies outside the file: it is cut off</source>
        <translation>条目 {key} 超出文件范围：文件不完整</translation>
    </message>
    <message>
        <source>its entry {key} has an impossible shape: it is cut off</source>
        <translation>条目 {key} 的形状不可能成立：文件不完整</translation>
    </message>
    <message>
        <source>its entry {key} is damaged</source>
        <translation>条目 {key} 已损坏</translation>
    </message>
    <message>
        <source>its entry {key} is larger than what is stored</source>
        <translation>条目 {key} 大于所存储的内容</translation>
    </message>
    <message>
        <source>its entry {key} is not a tensor</source>
        <translation>条目 {key} 不是张量</translation>
    </message>
    <message>
        <source>its numbers are in big-endian order</source>
        <translation>其数值为大端序</translation>
    </message>
    <message>
        <source>its archive is compressed, which PyTorch&apos;s never are</source>
        <translation>其压缩包经过压缩，而 PyTorch 从不压缩</translation>
    </message>
    <message>
        <source>some of its numbers are missing</source>
        <translation>缺少部分数值</translation>
    </message>
    <message>
        <source>its archive is damaged</source>
        <translation>压缩包已损坏</translation>
    </message>
    <message>
        <source>its archive is cut off</source>
        <translation>压缩包不完整</translation>
    </message>
    <message>
        <source>its archive is damaged or cut off</source>
        <translation>压缩包已损坏或不完整</translation>
    </message>
    <message>
        <source>its archive cannot be read ({error})</source>
        <translation>无法读取压缩包（{error}）</translation>
    </message>
    <message>
        <source>it is not a plain list of tensors: {why}</source>
        <translation>不是单纯的张量列表：{why}</translation>
    </message>
    <message>
        <source>it holds no dictionary of tensors</source>
        <translation>其中没有张量字典</translation>
    </message>
    <message>
        <source>it has too many entries</source>
        <translation>条目过多</translation>
    </message>
    <message>
        <source>it sets the state of something that is not a dictionary</source>
        <translation>它设置了非字典对象的状态</translation>
    </message>
    <message>
        <source>a tensor&apos;s shape is not made of numbers</source>
        <translation>某个张量的形状不是由数字组成</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>过早结束</translation>
    </message>
    <message>
        <source>a storage is described in an unknown way ({words})</source>
        <translation>存储的描述方式未知（{words}）</translation>
    </message>
    <message>
        <source>it wants to call {name}</source>
        <translation>它试图调用 {name}</translation>
    </message>
    <message>
        <source>a key is neither text nor a number</source>
        <translation>某个键既不是文本也不是数字</translation>
    </message>
    <message>
        <source>an instruction is not allowed ({code})</source>
        <translation>含有不允许的指令（{code}）</translation>
    </message>
    <message>
        <source>the Moebius network</source>
        <translation>Moebius 网络</translation>
    </message>
    <message>
        <source>the autoencoder (VAE)</source>
        <translation>自编码器 (VAE)</translation>
    </message>
    <message>
        <source>the teacher (PixelHacker)</source>
        <translation>教师网络 (PixelHacker)</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>yours to know</source>
        <translation>由您自行确认</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>此电脑</translation>
    </message>
    <message>
        <source>the answer ended too early</source>
        <translation>应答过早结束</translation>
    </message>
    <message>
        <source>status {status}</source>
        <translation>状态 {status}</translation>
    </message>
    <message>
        <source>no permission, or a file there is in use</source>
        <translation>没有权限，或其中的文件正在使用</translation>
    </message>
    <message>
        <source>part of its path is a file</source>
        <translation>路径的一部分是文件</translation>
    </message>
    <message>
        <source>the disk reported an error</source>
        <translation>磁盘报告了错误</translation>
    </message>
    <message>
        <source>{whole}.{part} GB</source>
        <translation>{whole}.{part} GB</translation>
    </message>
    <message>
        <source>The Moebius network</source>
        <translation>Moebius 网络</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>{device} with {library}</source>
        <translation>{device}（{library}）</translation>
    </message>
    <message>
        <source>{device} in {precision}</source>
        <translation>{device}（{precision}）</translation>
    </message>
    <message>
        <source>{device} with {library} in {precision}</source>
        <translation>{device}（{library}，{precision}）</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>only on {system}</source>
        <translation>仅限 {system}</translation>
    </message>
    <message>
        <source>not on macOS</source>
        <translation>不适用于 macOS</translation>
    </message>
    <message>
        <source>onnxruntime is not installed: {command}</source>
        <translation>onnxruntime 未安装：{command}</translation>
    </message>
    <message>
        <source>torch is not installed: {command}</source>
        <translation>torch 未安装：{command}</translation>
    </message>
    <message>
        <source>no driver for NVIDIA graphics cards was found</source>
        <translation>未找到 NVIDIA 显卡驱动程序</translation>
    </message>
    <message>
        <source>this processor has no instructions for {precision}</source>
        <translation>此处理器没有 {precision} 指令</translation>
    </message>
    <message>
        <source>the installed onnxruntime was built without {device}</source>
        <translation>已安装的 onnxruntime 未包含 {device} 支持</translation>
    </message>
    <message>
        <source>the installed torch was built without it</source>
        <translation>已安装的 torch 未包含此支持</translation>
    </message>
    <message>
        <source>torch does not know it</source>
        <translation>torch 不支持它</translation>
    </message>
    <message>
        <source>torch finds no such graphics card</source>
        <translation>torch 未找到此类显卡</translation>
    </message>
    <message>
        <source>this Mac has no such graphics unit</source>
        <translation>此 Mac 没有此类图形处理器</translation>
    </message>
    <message>
        <source>{library} cannot be loaded ({error})</source>
        <translation>无法加载 {library}（{error}）</translation>
    </message>
    <message>
        <source>nothing computes there in {precision}</source>
        <translation>那里没有支持 {precision} 的计算方式</translation>
    </message>
    <message>
        <source>{count} missing ({keys})</source>
        <translation>缺少 {count} 项（{keys}）</translation>
    </message>
    <message>
        <source>{count} unexpected ({keys})</source>
        <translation>多出 {count} 项（{keys}）</translation>
    </message>
    <message>
        <source>{count} of another shape ({keys})</source>
        <translation>{count} 项形状不同（{keys}）</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等，另有 {count} 项</translation>
    </message>
    <message>
        <source>Get them with Edit &gt; Weights…, or choose another engine.</source>
        <translation>请通过“编辑 &gt; 权重…”获取，或选择其他引擎。</translation>
    </message>
    <message>
        <source>Choose the device “Automatic”, or get the Moebius network with Edit &gt; Weights…, which runs there.</source>
        <translation>请选择设备“自动”，或通过“编辑 &gt; 权重…”获取可在该设备上运行的 Moebius 网络。</translation>
    </message>
    <message>
        <source>Edit &gt; Weights… lists what can be downloaded.</source>
        <translation>“编辑 &gt; 权重…”列出了可下载的内容。</translation>
    </message>
    <message>
        <source>The preferences list what this computer offers.</source>
        <translation>首选项中列出了此电脑可用的设备。</translation>
    </message>
    <message>
        <source>Close other programs, or choose the engine “Content fill”.</source>
        <translation>请关闭其他程序，或选择引擎“内容填充”。</translation>
    </message>
    <message>
        <source>Close other programs that use the graphics card, or choose the processor as the device.</source>
        <translation>请关闭占用显卡的其他程序，或选择处理器作为设备。</translation>
    </message>
    <message>
        <source>Check the network (and HF_ENDPOINT, HTTPS_PROXY if you set them), or import the files from this computer.</source>
        <translation>请检查网络（以及您设置的 HF_ENDPOINT、HTTPS_PROXY），或从此电脑导入文件。</translation>
    </message>
    <message>
        <source>If you have access there, set HF_TOKEN to your token from huggingface.co/settings/tokens, or import the files from this computer.</source>
        <translation>如果您有访问权限，请将 HF_TOKEN 设为您在 huggingface.co/settings/tokens 的令牌，或从此电脑导入文件。</translation>
    </message>
    <message>
        <source>Try again later; what has come so far is kept, and the download goes on from there.</source>
        <translation>请稍后重试；已下载的部分会保留，之后将接着下载。</translation>
    </message>
    <message>
        <source>Unset it, or import the files from this computer.</source>
        <translation>请取消该设置，或从此电脑导入文件。</translation>
    </message>
    <message>
        <source>Update Moebius, or import the files from this computer.</source>
        <translation>请更新 Moebius，或从此电脑导入文件。</translation>
    </message>
    <message>
        <source>Check HTTPS_PROXY and HTTP_PROXY, or import the files from this computer.</source>
        <translation>请检查 HTTPS_PROXY 和 HTTP_PROXY，或从此电脑导入文件。</translation>
    </message>
    <message>
        <source>Or else use another proxy, or import the files from this computer.</source>
        <translation>或使用其他代理，或从此电脑导入文件。</translation>
    </message>
    <message>
        <source>Remove those first, or give the file or its folder another name.</source>
        <translation>请先移除已安装的权重，或重命名文件或其文件夹。</translation>
    </message>
    <message>
        <source>Give the file or its folder another name.</source>
        <translation>请重命名该文件或其文件夹。</translation>
    </message>
    <message>
        <source>Import them once more on the command line, which makes the graph: moebius weights import (it needs pip install &apos;moebius[export]&apos;).</source>
        <translation>请在命令行中重新导入以生成图：moebius weights import（需要 pip install &apos;moebius[export]&apos;）。</translation>
    </message>
    <message>
        <source>The mask is {size}, the photo {photo_size} pixels.</source>
        <translation>蒙版为 {size}，照片为 {photo_size} 像素。</translation>
    </message>
    <message>
        <source>The mask covers the whole picture.</source>
        <translation>蒙版覆盖了整张图片。</translation>
    </message>
    <message>
        <source>The mask covers the whole photo, so nothing is left to fill from.</source>
        <translation>蒙版覆盖了整张照片，没有可用于填充的内容。</translation>
    </message>
    <message>
        <source>Leave some of it unmasked: the fill is made from the rest.</source>
        <translation>请留出一部分不加蒙版：填充内容取自其余部分。</translation>
    </message>
    <message>
        <source>Paint over the object only.</source>
        <translation>请只涂抹要移除的物体。</translation>
    </message>
    <message>
        <source>The photo has no transparent pixels to take as the mask.</source>
        <translation>照片没有可作为蒙版的透明像素。</translation>
    </message>
    <message>
        <source>Erase the object to transparency first, or give a mask file.</source>
        <translation>请先将物体擦除为透明，或指定蒙版文件。</translation>
    </message>
    <message>
        <source>The box at {left},{top} of {width} × {height} pixels lies outside the photo of {size}.</source>
        <translation>位于 {left},{top}、大小为 {width} × {height} 像素的矩形超出了 {size} 的照片。</translation>
    </message>
    <message>
        <source>“{text}” is not a fit rule.</source>
        <translation>“{text}”不是适配规则。</translation>
    </message>
    <message>
        <source>{name} must be 0 to {limit} pixels, not {value}.</source>
        <translation>{name} 必须在 0 到 {limit} 像素之间，不能为 {value}。</translation>
    </message>
    <message>
        <source>context must be 0.25 to 4, not {value}.</source>
        <translation>context 必须在 0.25 到 4 之间，不能为 {value}。</translation>
    </message>
    <message>
        <source>seed must not be negative, but is {value}.</source>
        <translation>seed 不能为负数，当前为 {value}。</translation>
    </message>
    <message>
        <source>quality must be 1 to 100, not {value}.</source>
        <translation>质量必须在 1 到 100 之间，不能为 {value}。</translation>
    </message>
    <message>
        <source>There is no engine “{name}”.</source>
        <translation>没有名为“{name}”的引擎。</translation>
    </message>
    <message>
        <source>The engine {name} cannot start on {device}: {error}.</source>
        <translation>引擎 {name} 无法在 {device} 上启动：{error}。</translation>
    </message>
    <message>
        <source>Install Moebius again: a part of it is missing.</source>
        <translation>请重新安装 Moebius：缺少部分组件。</translation>
    </message>
    <message>
        <source>The setting {key} cannot be {value}.</source>
        <translation>设置项 {key} 不能为 {value}。</translation>
    </message>
    <message>
        <source>There is no folder “{path}” with photos.</source>
        <translation>照片文件夹“{path}”不存在。</translation>
    </message>
    <message>
        <source>There is no folder “{path}” with masks.</source>
        <translation>蒙版文件夹“{path}”不存在。</translation>
    </message>
    <message>
        <source>There is no mask “{path}”.</source>
        <translation>蒙版“{path}”不存在。</translation>
    </message>
    <message>
        <source>There is no mask {name} beside it.</source>
        <translation>同目录下没有蒙版 {name}。</translation>
    </message>
    <message>
        <source>There is no mask {name} or {other} in “{path}”.</source>
        <translation>“{path}”中没有蒙版 {name} 或 {other}。</translation>
    </message>
    <message>
        <source>There is no format “{format}”.</source>
        <translation>没有“{format}”格式。</translation>
    </message>
    <message>
        <source>The folder “{path}” cannot be read: {error}.</source>
        <translation>无法读取文件夹“{path}”：{error}。</translation>
    </message>
    <message>
        <source>The folder “{path}” cannot be created: {error}.</source>
        <translation>无法创建文件夹“{path}”：{error}。</translation>
    </message>
    <message>
        <source>“{path}” is a file, not a folder for the results.</source>
        <translation>“{path}”是文件，不是结果文件夹。</translation>
    </message>
    <message>
        <source>The results cannot go into the folder of the photos.</source>
        <translation>结果不能保存到照片所在的文件夹。</translation>
    </message>
    <message>
        <source>Choose another, for example “{path}”.</source>
        <translation>请另选一个，例如“{path}”。</translation>
    </message>
    <message>
        <source>Choose another output folder.</source>
        <translation>请选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>The masks lie in the folder of the photos.</source>
        <translation>蒙版与照片在同一文件夹中。</translation>
    </message>
    <message>
        <source>Its result would replace a photo or a mask that the batch reads.</source>
        <translation>其结果会替换批处理要读取的照片或蒙版。</translation>
    </message>
    <message>
        <source>It was done before, and photo, mask and options are the same.</source>
        <translation>先前已完成，且照片、蒙版和选项均未改变。</translation>
    </message>
    <message>
        <source>A file of that name exists that this batch did not make, or that was edited.</source>
        <translation>已有同名文件，且不是此批处理生成的，或已被修改。</translation>
    </message>
    <message>
        <source>“{path}” exists and was not made by this batch.</source>
        <translation>“{path}”已存在，且不是此批处理生成的。</translation>
    </message>
    <message>
        <source>The mask is empty, so nothing was removed.</source>
        <translation>蒙版为空，因此未移除任何内容。</translation>
    </message>
    <message>
        <source>The name pattern “{pattern}” would call every result the same.</source>
        <translation>名称模式“{pattern}”会使所有结果同名。</translation>
    </message>
    <message>
        <source>Put {placeholder} into it, for example {example}.</source>
        <translation>请在其中加入 {placeholder}，例如 {example}。</translation>
    </message>
    <message>
        <source>The name pattern “{pattern}” holds a character that no file name may have.</source>
        <translation>名称模式“{pattern}”含有文件名不允许的字符。</translation>
    </message>
    <message>
        <source>Use {stem} (the name without extension), {name} (with it) and plain text.</source>
        <translation>请使用 {stem}（不带扩展名的名称）、{name}（带扩展名）和普通文字。</translation>
    </message>
    <message>
        <source>The list of finished photos cannot be written in “{path}”: {error}.</source>
        <translation>无法在“{path}”中写入已完成照片的列表：{error}。</translation>
    </message>
    <message>
        <source>The list of finished photos “{path}” cannot be written: {error}.</source>
        <translation>无法写入已完成照片的列表“{path}”：{error}。</translation>
    </message>
    <message>
        <source>Free some space and run the batch again; it goes on where it stopped.</source>
        <translation>请腾出空间并重新运行批处理，它会从中断处继续。</translation>
    </message>
    <message>
        <source>Another batch is already writing to “{path}”.</source>
        <translation>另一个批处理正在写入“{path}”。</translation>
    </message>
    <message>
        <source>Another batch has written to “{path}” since this one was planned.</source>
        <translation>自本批处理规划以来，另一个批处理已写入“{path}”。</translation>
    </message>
    <message>
        <source>Another batch is writing to “{path}” in other parts ({names}).</source>
        <translation>另一个批处理正以不同的分块写入“{path}”（{names}）。</translation>
    </message>
    <message>
        <source>Start it again; what is done is skipped.</source>
        <translation>请重新开始；已完成的会跳过。</translation>
    </message>
    <message>
        <source>The batch was interrupted before this photo was done.</source>
        <translation>批处理在此照片完成前被中断。</translation>
    </message>
    <message>
        <source>It was interrupted.</source>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>There is not enough memory for it.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>The process that worked on it {how}.</source>
        <translation>处理它的进程{how}。</translation>
    </message>
    <message>
        <source>Moebius stumbled over it: {kind}: {error}.</source>
        <translation>Moebius 处理时出错：{kind}：{error}。</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>no permission to read it, or another program has locked it</source>
        <translation>没有读取权限，或已被其他程序锁定</translation>
    </message>
    <message>
        <source>it is a folder, not a photo</source>
        <translation>这是文件夹，不是照片</translation>
    </message>
    <message>
        <source>it is a device or a pipe, not a file</source>
        <translation>这是设备或管道，不是文件</translation>
    </message>
    <message>
        <source>it is a link that leads back to itself</source>
        <translation>这是一个指回自身的链接</translation>
    </message>
    <message>
        <source>part of its path is a file, not a folder</source>
        <translation>其路径中有一部分是文件而非文件夹</translation>
    </message>
    <message>
        <source>its name is too long for this system</source>
        <translation>名称对此系统来说过长</translation>
    </message>
    <message>
        <source>the disk reported a read error</source>
        <translation>磁盘报告读取错误</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>your disk quota is used up</source>
        <translation>您的磁盘配额已用完</translation>
    </message>
    <message>
        <source>the file would be larger than this system allows</source>
        <translation>文件将超过此系统允许的大小</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>磁盘为只读</translation>
    </message>
    <message>
        <source>the folder does not exist</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>part of the path is a file, not a folder</source>
        <translation>路径中有一部分是文件而非文件夹</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>名称过长</translation>
    </message>
    <message>
        <source>there is a folder of that name</source>
        <translation>已有同名文件夹</translation>
    </message>
    <message>
        <source>no permission to write there, or the file is in use</source>
        <translation>没有写入权限，或文件正在使用中</translation>
    </message>
    <message>
        <source>the system says: {words}</source>
        <translation>系统提示：{words}</translation>
    </message>
    <message>
        <source>its profile is unusable</source>
        <translation>其配置文件不可用</translation>
    </message>
    <message>
        <source>it has no profile</source>
        <translation>它没有配置文件</translation>
    </message>
    <message>
        <source>the colour profile</source>
        <translation>颜色配置文件</translation>
    </message>
    <message>
        <source>the resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>PNG text and colour chunks</source>
        <translation>PNG 文本与颜色数据块</translation>
    </message>
    <message>
        <source>ended unexpectedly (exit code {code})</source>
        <translation>意外结束（退出代码 {code}）</translation>
    </message>
    <message>
        <source>was ended by signal {number}</source>
        <translation>被信号 {number} 终止</translation>
    </message>
    <message>
        <source>The photo</source>
        <translation>该照片</translation>
    </message>
    <message>
        <source>camera raw</source>
        <translation>相机 RAW</translation>
    </message>
    <message>
        <source>If you trust the file, use the command line, where --max-megapixels raises the limit.</source>
        <translation>如果您信任该文件，请使用命令行，用 --max-megapixels 提高上限。</translation>
    </message>
    <message>
        <source>Choose a mask of the photo&apos;s size, or say how it is to be fitted.</source>
        <translation>请选择与照片同样大小的蒙版，或指定适配方式。</translation>
    </message>
    <message>
        <source>Scale the mask, or anchor it to a corner or an edge.</source>
        <translation>请缩放蒙版，或将其对齐到角或边。</translation>
    </message>
    <message>
        <source>Name them like the photos with {suffix} added, and choose masks beside the photos.</source>
        <translation>请将其命名为照片名加 {suffix}，并选择与照片同目录的蒙版。</translation>
    </message>
    <message>
        <source>Choose another output folder or another name pattern.</source>
        <translation>请选择其他输出文件夹或其他名称模式。</translation>
    </message>
    <message>
        <source>Move it away, or choose another output folder.</source>
        <translation>请将其移走，或选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>Wait for it to end.</source>
        <translation>请等待其结束。</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Perhaps memory ran out; close other programs and try again.</source>
        <translation>可能是内存不足；请关闭其他程序后重试。</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Cancelled. The mask is back.</source>
        <translation>已取消，蒙版已恢复。</translation>
    </message>
    <message>
        <source>Another result is ready: undo what came after the removal to see it.</source>
        <translation>另一个结果已就绪：撤销移除之后的操作即可查看。</translation>
    </message>
    <message>
        <source>Removed in {seconds} s with {engine} on {device}. {count} pixels changed; all others are untouched.</source>
        <translation>已用 {engine}（{device}）在 {seconds} 秒内移除。更改了 {count} 个像素，其余均未改动。</translation>
    </message>
    <message>
        <source>Waiting for the file to be written.</source>
        <translation>正在等待文件写入完成。</translation>
    </message>
    <message>
        <source>This is the last photo.</source>
        <translation>这是最后一张照片。</translation>
    </message>
    <message>
        <source>Variation {number} of {count}</source>
        <translation>变体 {number}/{count}</translation>
    </message>
    <message>
        <source>This is the first photo.</source>
        <translation>这是第一张照片。</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>已撤销：{step}</translation>
    </message>
    <message>
        <source>Done again: {step}</source>
        <translation>已重做：{step}</translation>
    </message>
    <message>
        <source>Paint over what should go, then remove it.</source>
        <translation>先涂抹要去掉的内容，再移除。</translation>
    </message>
    <message>
        <source>There is no removal to try again.</source>
        <translation>没有可重试的移除操作。</translation>
    </message>
    <message>
        <source>Restoring “{name}”</source>
        <translation>正在恢复“{name}”</translation>
    </message>
</context>
<context>
    <name>Engines</name>
    <message>
        <source>{engine} – not installed</source>
        <translation>{engine} – 未安装</translation>
    </message>
    <message>
        <source>{device} – not on this computer</source>
        <translation>{device} – 此电脑没有</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>内存不足，无法完成此操作。</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Something went wrong inside Moebius ({kind}).</source>
        <translation>Moebius 内部出错（{kind}）。</translation>
    </message>
    <message>
        <source>Nothing was changed. The log file holds the details.</source>
        <translation>未作任何更改。详情见日志文件。</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <translation>胶片栏</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Removal cancelled</source>
        <translation>已取消移除</translation>
    </message>
    <message>
        <source>The disk is full or cannot be written to: the oldest steps can no longer be undone.</source>
        <translation>磁盘已满或无法写入：最早的步骤将无法撤销。</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Grow mask</source>
        <translation>扩展蒙版</translation>
    </message>
    <message>
        <source>Shrink mask</source>
        <translation>收缩蒙版</translation>
    </message>
    <message>
        <source>Feather mask</source>
        <translation>羽化蒙版</translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation>反相蒙版</translation>
    </message>
    <message>
        <source>Clear mask</source>
        <translation>清除蒙版</translation>
    </message>
    <message>
        <source>Load mask</source>
        <translation>载入蒙版</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>{name} – running …</source>
        <translation>{name} – 进行中…</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>The disk is full or cannot be written to: from here on nothing can be restored after a crash.</source>
        <translation>磁盘已满或无法写入：此后若发生崩溃，将无法恢复编辑。</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>“{name}” is being edited in another window.</source>
        <translation>“{name}”正在另一个窗口中编辑。</translation>
    </message>
    <message>
        <source>The notes on the edits cannot be read.</source>
        <translation>无法读取编辑记录。</translation>
    </message>
    <message>
        <source>The photo has changed since: the edits do not fit it any more.</source>
        <translation>照片此后已更改：编辑记录不再适用。</translation>
    </message>
    <message>
        <source>The photo that was edited is missing or has changed since.</source>
        <translation>所编辑的照片已丢失或此后已更改。</translation>
    </message>
    <message>
        <source>Put it back where it was and try again.</source>
        <translation>请将其放回原处后重试。</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>A removal is still running.</source>
        <translation>移除操作仍在进行。</translation>
    </message>
</context>
<context>
    <name>MaskCommands</name>
    <message>
        <source>Loading the mask “{name}”</source>
        <translation>正在载入蒙版“{name}”</translation>
    </message>
    <message>
        <source>The mask was saved as “{path}”.</source>
        <translation>蒙版已保存为“{path}”。</translation>
    </message>
    <message>
        <source>Saving the mask “{name}”</source>
        <translation>正在保存蒙版“{name}”</translation>
    </message>
    <message>
        <source>Nothing has been removed so far.</source>
        <translation>目前尚未移除任何内容。</translation>
    </message>
    <message>
        <source>Reuse mask</source>
        <translation>重复使用蒙版</translation>
    </message>
    <message>
        <source>Carry mask over</source>
        <translation>沿用蒙版</translation>
    </message>
    <message>
        <source>The mask was carried over.</source>
        <translation>已沿用蒙版。</translation>
    </message>
    <message>
        <source>The mask was carried over and scaled from {old} to {new} pixels.</source>
        <translation>已沿用蒙版，并从 {old} 缩放至 {new} 像素。</translation>
    </message>
    <message>
        <source>Fitting the mask</source>
        <translation>正在适配蒙版</translation>
    </message>
    <message>
        <source>There is no mask to change.</source>
        <translation>没有可更改的蒙版。</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>There are no photos in “{folder}”.</source>
        <translation>“{folder}”中没有照片。</translation>
    </message>
    <message>
        <source>Pasting</source>
        <translation>正在粘贴</translation>
    </message>
    <message>
        <source>Opening the sample photo</source>
        <translation>正在打开示例照片</translation>
    </message>
    <message>
        <source>Opening “{name}”</source>
        <translation>正在打开“{name}”</translation>
    </message>
    <message>
        <source>Pasted image</source>
        <translation>粘贴的图像</translation>
    </message>
</context>
<context>
    <name>OptionBar</name>
    <message>
        <source>&amp;Size</source>
        <translation>大小(&amp;S)</translation>
    </message>
    <message>
        <source>Diameter in photo pixels. Keys [ and ], or Alt+wheel.</source>
        <translation>直径，以照片像素计。可用 [ 和 ] 键，或 Alt+滚轮。</translation>
    </message>
    <message>
        <source>100 % has a hard edge, 0 % falls off from the centre.</source>
        <translation>100 % 为硬边，0 % 从中心开始淡出。</translation>
    </message>
    <message>
        <source>Pen &amp;pressure</source>
        <translation>笔压(&amp;P)</translation>
    </message>
    <message>
        <source>A pen&apos;s pressure changes the size.</source>
        <translation>用笔的压力改变大小。</translation>
    </message>
    <message>
        <source>Circle an object with the brush: the inside is taken.</source>
        <translation>用画笔圈住物体，圈内也会被选中。</translation>
    </message>
    <message>
        <source>&amp;Tolerance</source>
        <translation>容差(&amp;T)</translation>
    </message>
    <message>
        <source>How far a colour may differ from the one clicked.</source>
        <translation>颜色与点击处颜色可相差多少。</translation>
    </message>
    <message>
        <source>Only &amp;connected</source>
        <translation>仅连续区域(&amp;C)</translation>
    </message>
    <message>
        <source>Take only pixels that touch each other.</source>
        <translation>只选取彼此相连的像素。</translation>
    </message>
    <message>
        <source>Paints the original back.</source>
        <translation>将原图涂抹回来。</translation>
    </message>
    <message>
        <source>Draw around what should go.</source>
        <translation>圈出要去掉的内容。</translation>
    </message>
    <message>
        <source>Click the corners; Enter or a double click closes.</source>
        <translation>依次点击各角点；按 Enter 或双击闭合。</translation>
    </message>
    <message>
        <source>Shift: square. Alt or the right button takes away.</source>
        <translation>Shift：正方形。Alt 或右键为减去。</translation>
    </message>
    <message>
        <source>Shift: circle. Alt or the right button takes away.</source>
        <translation>Shift：圆形。Alt 或右键为减去。</translation>
    </message>
    <message>
        <source>Scribble over an object, or draw around it: the mask snaps to it.</source>
        <translation>在物体上涂画或将其圈住，蒙版会自动贴合。</translation>
    </message>
    <message>
        <source>Drag to move the photo; Space does it with any tool.</source>
        <translation>拖动以移动照片；使用任何工具时按住空格键均可。</translation>
    </message>
    <message>
        <source>Hard&amp;ness</source>
        <translation>硬度(&amp;N)</translation>
    </message>
    <message>
        <source>Fill l&amp;oops</source>
        <translation>填充闭合圈(&amp;O)</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Search settings and shortcuts</source>
        <translation>搜索设置和快捷键</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>没有符合的设置项。</translation>
    </message>
    <message>
        <source>&amp;Undo reset</source>
        <translation>撤销重置(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Reset all</source>
        <translation>全部重置(&amp;R)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Set “{setting}” back to the default</source>
        <translation>将“{setting}”恢复为默认值</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>是否保存对“{name}”的更改？</translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation>若不保存，更改将会丢失。</translation>
    </message>
    <message>
        <source>Replace the original “{name}”?</source>
        <translation>是否替换原图“{name}”？</translation>
    </message>
    <message>
        <source>It is overwritten with the edited photo. File &gt; Save As keeps the original. This is asked only once.</source>
        <translation>原图将被编辑后的照片覆盖。使用“文件 &gt; 另存为”可保留原图。此问题只询问一次。</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>Another program has changed “{name}”.</source>
        <translation>其他程序更改了“{name}”。</translation>
    </message>
    <message>
        <source>Saving replaces what the other program has written.</source>
        <translation>保存将替换其他程序写入的内容。</translation>
    </message>
    <message>
        <source>&amp;Save all the same</source>
        <translation>仍要保存(&amp;S)</translation>
    </message>
    <message>
        <source>It would be broken off.</source>
        <translation>该操作将被中止。</translation>
    </message>
    <message>
        <source>&amp;Leave all the same</source>
        <translation>仍要退出(&amp;L)</translation>
    </message>
    <message>
        <source>Open Photos</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Open a Folder of Photos</source>
        <translation>打开照片文件夹</translation>
    </message>
    <message>
        <source>Load a Mask</source>
        <translation>载入蒙版</translation>
    </message>
    <message>
        <source>Save the Mask</source>
        <translation>保存蒙版</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The mask has {mask} pixels, the photo {photo}. How should it fit?</source>
        <translation>蒙版为 {mask} 像素，照片为 {photo}。应如何适配？</translation>
    </message>
    <message>
        <source>&amp;Stretch to the photo</source>
        <translation>拉伸至照片大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Top left corner</source>
        <translation>左上角对齐(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Centre</source>
        <translation>居中(&amp;C)</translation>
    </message>
    <message>
        <source>Moebius</source>
        <translation>Moebius</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Removals in work</source>
        <translation>进行中的移除</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Cancel removal {number}</source>
        <translation>取消第 {number} 个移除</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>RectangleDialog</name>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Rectangle by Numbers</source>
        <translation>按数值创建矩形</translation>
    </message>
    <message>
        <source>T&amp;ake away instead of adding</source>
        <translation>减去而不是添加(&amp;A)</translation>
    </message>
    <message>
        <source>From the &amp;left:</source>
        <translation>距左侧(&amp;L):</translation>
    </message>
    <message>
        <source>From the &amp;top:</source>
        <translation>距顶部(&amp;T):</translation>
    </message>
    <message>
        <source>&amp;Width:</source>
        <translation>宽度(&amp;W):</translation>
    </message>
    <message>
        <source>&amp;Height:</source>
        <translation>高度(&amp;H):</translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message>
        <source>Starting the engine</source>
        <translation>正在启动引擎</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
</context>
<context>
    <name>RemovePanel</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>质量(&amp;Q)</translation>
    </message>
    <message>
        <source>Ed&amp;ges</source>
        <translation>边缘(&amp;G)</translation>
    </message>
    <message>
        <source>Remove after each stro&amp;ke</source>
        <translation>每笔之后自动移除(&amp;K)</translation>
    </message>
    <message>
        <source>Draft – quick</source>
        <translation>草稿 – 快速</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Best – takes longer</source>
        <translation>最佳 – 耗时较长</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>How far beyond the mask to work, so that no rim of the object stays.</source>
        <translation>在蒙版之外多处理多少，以免残留物体的边缘。</translation>
    </message>
    <message>
        <source>&amp;Look further around</source>
        <translation>扩大取样范围(&amp;L)</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>How much of the surroundings is used; the frame on the photo shows it.</source>
        <translation>使用多大范围的周围内容；照片上的方框会显示该范围。</translation>
    </message>
    <message>
        <source>No button needed: let go, and it is gone.</source>
        <translation>无需按钮：松手即移除。</translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>Moebius ended unexpectedly; edits of “{name}” from {time} are still there.</source>
        <translation>Moebius 意外退出；{time} 对“{name}”所作的编辑仍在。</translation>
    </message>
    <message>
        <source>Res&amp;tore</source>
        <translation>恢复(&amp;T)</translation>
    </message>
    <message>
        <source>L&amp;ater</source>
        <translation>稍后(&amp;A)</translation>
    </message>
    <message numerus="yes">
        <source>%n more photo(s) after this one.</source>
        <translation>
            <numerusform>此后还有 %n 张照片。</numerusform>
        </translation>
    </message>
    <message>
        <source>The details are in “{file}”.</source>
        <translation>详情见“{file}”。</translation>
    </message>
    <message>
        <source>Moebius crashed when it ran before.</source>
        <translation>Moebius 上次运行时崩溃了。</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
</context>
<context>
    <name>SaveAs</name>
    <message>
        <source>JPEG – small, for sharing</source>
        <translation>JPEG – 体积小，适合分享</translation>
    </message>
    <message>
        <source>PNG – exact</source>
        <translation>PNG – 无损</translation>
    </message>
    <message>
        <source>TIFF – exact, for other editors</source>
        <translation>TIFF – 无损，适合其他编辑软件</translation>
    </message>
    <message>
        <source>WebP – small, for the web</source>
        <translation>WebP – 体积小，适合网页</translation>
    </message>
    <message>
        <source>AVIF – smallest</source>
        <translation>AVIF – 体积最小</translation>
    </message>
    <message>
        <source>HEIC – small, for Apple devices</source>
        <translation>HEIC – 体积小，适合 Apple 设备</translation>
    </message>
    <message>
        <source>BMP – exact, for old programs</source>
        <translation>BMP – 无损，适合旧程序</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Keep, but not where it was taken</source>
        <translation>保留，但不含拍摄地点</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;As the original</source>
        <translation>与原图相同(&amp;A)</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>名称(&amp;N)：</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>格式(&amp;F)：</translation>
    </message>
    <message>
        <source>Quality:</source>
        <translation>质量：</translation>
    </message>
    <message>
        <source>&amp;Metadata:</source>
        <translation>元数据(&amp;M)：</translation>
    </message>
    <message>
        <source>Replace?</source>
        <translation>是否替换？</translation>
    </message>
    <message>
        <source>The photo needs a name.</source>
        <translation>请为照片指定名称。</translation>
    </message>
    <message>
        <source>A name has no slashes; Browse chooses the folder.</source>
        <translation>名称中不能有斜杠；请用“浏览”选择文件夹。</translation>
    </message>
    <message>
        <source>There is no such folder; Browse chooses one.</source>
        <translation>没有这个文件夹；请用“浏览”另选一个。</translation>
    </message>
    <message>
        <source>“{name}” is there already. Replace it?</source>
        <translation>“{name}”已存在。是否替换？</translation>
    </message>
    <message>
        <source>Photos can be opened from {suffix} but not saved as it.</source>
        <translation>可以打开 {suffix} 照片，但不能保存为该格式。</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Nothing has changed since the last save.</source>
        <translation>自上次保存以来没有更改。</translation>
    </message>
    <message>
        <source>Saving “{name}”</source>
        <translation>正在保存“{name}”</translation>
    </message>
    <message>
        <source>Saved as “{path}”.</source>
        <translation>已保存为“{path}”。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Files and safety</source>
        <translation>文件与安全</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Takes effect when Moebius is started again.</source>
        <translation>重新启动 Moebius 后生效。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>The photo&apos;s surround stays a neutral grey in each.</source>
        <translation>无论哪种外观，照片四周都保持中性灰。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Nothing moves or fades by itself.</source>
        <translation>没有任何内容会自行移动或淡入淡出。</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>最近的照片</translation>
    </message>
    <message>
        <source>How many the File menu lists.</source>
        <translation>“文件”菜单中列出的数量。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Private mode</source>
        <translation>隐私模式</translation>
    </message>
    <message>
        <source>Opened photos and folders are not remembered.</source>
        <translation>不记录打开过的照片和文件夹。</translation>
    </message>
    <message>
        <source>Offer the Moebius network</source>
        <translation>提供 Moebius 网络</translation>
    </message>
    <message>
        <source>On the start page, as long as it is not installed.</source>
        <translation>未安装时显示在起始页上。</translation>
    </message>
    <message>
        <source>Tool at the start</source>
        <translation>初始工具</translation>
    </message>
    <message>
        <source>The tool in hand when a photo is opened first.</source>
        <translation>首次打开照片时使用的工具。</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Restore brush</source>
        <translation>还原画笔</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Polygon lasso</source>
        <translation>多边形套索</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Object selection</source>
        <translation>对象选择</translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>抓手</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>画笔大小</translation>
    </message>
    <message>
        <source>Diameter in pixels of the photo.</source>
        <translation>直径，以照片像素计。</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Brush hardness</source>
        <translation>画笔硬度</translation>
    </message>
    <message>
        <source>100 % has a hard edge, 0 % fades from the centre.</source>
        <translation>100 % 为硬边，0 % 从中心开始淡出。</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Pen pressure sets the brush size</source>
        <translation>用笔压控制画笔大小</translation>
    </message>
    <message>
        <source>For graphics tablets.</source>
        <translation>适用于数位板。</translation>
    </message>
    <message>
        <source>Fill closed loops</source>
        <translation>填充闭合圈</translation>
    </message>
    <message>
        <source>Circle an object with the brush: the inside is masked too.</source>
        <translation>用画笔圈住物体，圈内也会加入蒙版。</translation>
    </message>
    <message>
        <source>Magic wand tolerance</source>
        <translation>魔棒容差</translation>
    </message>
    <message>
        <source>How far a colour may differ and still be taken.</source>
        <translation>颜色相差多少以内仍会被选中。</translation>
    </message>
    <message>
        <source>Magic wand takes only connected areas</source>
        <translation>魔棒仅选取连续区域</translation>
    </message>
    <message>
        <source>Off: the colour is taken everywhere in the photo.</source>
        <translation>关闭时，会选取整张照片中的该颜色。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>What invents the picture where something is removed.</source>
        <translation>在移除处生成画面的方法。</translation>
    </message>
    <message>
        <source>Automatic (the best that runs here)</source>
        <translation>自动（此电脑上可用的最佳引擎）</translation>
    </message>
    <message>
        <source>Content fill</source>
        <translation>内容填充</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the engine computes.</source>
        <translation>引擎在何处运算。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器 (CPU)</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Draft is faster, Best takes longer.</source>
        <translation>“草稿”较快，“最佳”较慢。</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Widen the mask&apos;s edges</source>
        <translation>扩展蒙版边缘</translation>
    </message>
    <message>
        <source>So that no rim of the object stays.</source>
        <translation>以免残留物体的边缘。</translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation>柔化边缘</translation>
    </message>
    <message>
        <source>Width in which fill and photo blend.</source>
        <translation>填充内容与照片融合的宽度。</translation>
    </message>
    <message>
        <source>Look further around</source>
        <translation>扩大取样范围</translation>
    </message>
    <message>
        <source>How far around the mask the engine looks; 1 is its usual distance.</source>
        <translation>引擎参考蒙版周围多大范围；1 为通常距离。</translation>
    </message>
    <message>
        <source>×</source>
        <translation>×</translation>
    </message>
    <message>
        <source>Remove after each stroke</source>
        <translation>每笔之后自动移除</translation>
    </message>
    <message>
        <source>Without pressing Enter.</source>
        <translation>无需按 Enter 键。</translation>
    </message>
    <message>
        <source>Carry the mask to the next photo</source>
        <translation>将蒙版沿用到下一张照片</translation>
    </message>
    <message>
        <source>For a series with the same spot in each photo.</source>
        <translation>适用于每张照片同一位置都有瑕疵的一组照片。</translation>
    </message>
    <message>
        <source>Mask colour</source>
        <translation>蒙版颜色</translation>
    </message>
    <message>
        <source>Choose one that the photo does not have.</source>
        <translation>请选择照片中没有的颜色。</translation>
    </message>
    <message>
        <source>Mask opacity</source>
        <translation>蒙版不透明度</translation>
    </message>
    <message>
        <source>0 % is invisible, 100 % hides the photo below.</source>
        <translation>0 % 不可见，100 % 完全遮住下方照片。</translation>
    </message>
    <message>
        <source>Mask pattern</source>
        <translation>蒙版图案</translation>
    </message>
    <message>
        <source>Shows the mask where its colour does not stand out.</source>
        <translation>在颜色不易分辨处也能看清蒙版。</translation>
    </message>
    <message>
        <source>Moebius (automatic)</source>
        <translation>Moebius（自动）</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>显卡 (CUDA)</translation>
    </message>
    <message>
        <source>Graphics card (DirectML)</source>
        <translation>显卡 (DirectML)</translation>
    </message>
    <message>
        <source>Apple chip (CoreML)</source>
        <translation>Apple 芯片 (CoreML)</translation>
    </message>
    <message>
        <source>Apple graphics (MPS)</source>
        <translation>Apple 图形处理器 (MPS)</translation>
    </message>
    <message>
        <source>Hatching</source>
        <translation>斜线</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>圆点</translation>
    </message>
    <message>
        <source>Colour only</source>
        <translation>仅颜色</translation>
    </message>
    <message>
        <source>Mouse wheel zooms</source>
        <translation>鼠标滚轮缩放</translation>
    </message>
    <message>
        <source>Off: the wheel scrolls, with Ctrl it zooms.</source>
        <translation>关闭时，滚轮用于滚动，按住 Ctrl 则缩放。</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>像素网格</translation>
    </message>
    <message>
        <source>From 800 % on.</source>
        <translation>放大到 800 % 及以上时显示。</translation>
    </message>
    <message>
        <source>Tab hides the panels</source>
        <translation>Tab 键隐藏面板</translation>
    </message>
    <message>
        <source>While the photo has the keyboard; Shift+Tab leaves it.</source>
        <translation>当键盘焦点在照片上时有效；按 Shift+Tab 可移出焦点。</translation>
    </message>
    <message>
        <source>Holding Tab shows the original</source>
        <translation>按住 Tab 键显示原图</translation>
    </message>
    <message>
        <source>As the backslash key does.</source>
        <translation>与反斜杠键作用相同。</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>What a saved photo tells about camera, time and place.</source>
        <translation>保存的照片中包含的相机、时间和地点信息。</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Without location</source>
        <translation>不含位置信息</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Quality of saved photos</source>
        <translation>保存照片的质量</translation>
    </message>
    <message>
        <source>For JPEG, WebP, AVIF and HEIC.</source>
        <translation>适用于 JPEG、WebP、AVIF 和 HEIC。</translation>
    </message>
    <message>
        <source>as the source</source>
        <translation>与原图相同</translation>
    </message>
    <message>
        <source>Ask before the original is overwritten</source>
        <translation>覆盖原图前询问</translation>
    </message>
    <message>
        <source>Is switched off once you have confirmed it.</source>
        <translation>确认过一次后即自动关闭。</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>撤销所用内存</translation>
    </message>
    <message>
        <source>Older steps move to the disk; none are lost.</source>
        <translation>较早的步骤会移到磁盘上，不会丢失。</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Restore edits after a crash</source>
        <translation>崩溃后恢复编辑</translation>
    </message>
    <message>
        <source>Edits are also kept on the disk until the photo is saved.</source>
        <translation>在保存照片之前，编辑内容也会保留在磁盘上。</translation>
    </message>
    <message>
        <source>Keys of menu items and tools.</source>
        <translation>菜单项和工具的按键。</translation>
    </message>
</context>
<context>
    <name>SettingsStore</name>
    <message>
        <source>The settings cannot be written to “{path}”; changes hold until Moebius is closed.</source>
        <translation>无法将设置写入“{path}”；更改仅在 Moebius 关闭前有效。</translation>
    </message>
    <message>
        <source>The settings in “{path}” cannot be read; the defaults are used.</source>
        <translation>无法读取“{path}”中的设置，将使用默认值。</translation>
    </message>
    <message>
        <source>The settings in “{path}” are damaged; the defaults are used.</source>
        <translation>“{path}”中的设置已损坏，将使用默认值。</translation>
    </message>
    <message>
        <source>The settings file was damaged and is now called “{path}”; the defaults are used.</source>
        <translation>设置文件已损坏，现已更名为“{path}”；将使用默认值。</translation>
    </message>
    <message>
        <source>The setting “{key}” is unknown to this version and is left as it is.</source>
        <translation>此版本不识别设置项“{key}”，将保持原样。</translation>
    </message>
    <message>
        <source>The setting “{key}” cannot be “{value}”; its default is used.</source>
        <translation>设置项“{key}”不能为“{value}”，将使用默认值。</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>&amp;New keys:</source>
        <translation>新按键(&amp;N)：</translation>
    </message>
    <message>
        <source>&amp;Default keys</source>
        <translation>默认按键(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Use them here</source>
        <translation>用于此处(&amp;U)</translation>
    </message>
    <message>
        <source>Select an action to change its keys.</source>
        <translation>请选择要更改按键的操作。</translation>
    </message>
    <message>
        <source>Keys of “{action}”; click one to take it away:</source>
        <translation>“{action}”的按键；点击即可移除：</translation>
    </message>
    <message>
        <source>“{action}” has no keys.</source>
        <translation>“{action}”没有按键。</translation>
    </message>
    <message>
        <source>Take {keys} away from “{action}”</source>
        <translation>移除“{action}”的按键 {keys}</translation>
    </message>
    <message>
        <source>{keys} already belongs to “{action}”.</source>
        <translation>{keys} 已用于“{action}”。</translation>
    </message>
    <message>
        <source>{keys} now does “{action}”.</source>
        <translation>{keys} 现在用于“{action}”。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation>您已更改</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>移动照片</translation>
    </message>
    <message>
        <source>Space and drag, or middle button</source>
        <translation>按住空格键拖动，或按鼠标中键</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>在指针处缩放</translation>
    </message>
    <message>
        <source>{ctrl} and wheel</source>
        <translation>{ctrl} 加滚轮</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>画笔大小</translation>
    </message>
    <message>
        <source>{alt} and wheel</source>
        <translation>{alt} 加滚轮</translation>
    </message>
    <message>
        <source>Take away instead of adding</source>
        <translation>减去而非添加</translation>
    </message>
    <message>
        <source>Right button, or {alt} and drag</source>
        <translation>鼠标右键，或按住 {alt} 拖动</translation>
    </message>
    <message>
        <source>Straight line from the last stroke</source>
        <translation>从上一笔画直线</translation>
    </message>
    <message>
        <source>{shift} and click</source>
        <translation>{shift} 加单击</translation>
    </message>
    <message>
        <source>Move the crosshair</source>
        <translation>移动十字准线</translation>
    </message>
    <message>
        <source>Arrow keys; farther with {shift}</source>
        <translation>方向键；加 {shift} 移动更远</translation>
    </message>
    <message>
        <source>Paint at the crosshair</source>
        <translation>在十字准线处涂抹</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>搜索操作和按键</translation>
    </message>
    <message>
        <source>Mouse and crosshair</source>
        <translation>鼠标与十字准线</translation>
    </message>
    <message>
        <source>No action or key is called that.</source>
        <translation>没有符合的操作或按键。</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>In work</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Var&amp;iations</source>
        <translation>变体(&amp;I)</translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation>历史记录(&amp;Y)</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Open a photo, or drop one here.</source>
        <translation>打开一张照片，或拖放到此处。</translation>
    </message>
    <message>
        <source>Paint over what should go.</source>
        <translation>涂抹要去掉的内容。</translation>
    </message>
    <message>
        <source>Press Enter: it is gone, the rest untouched.</source>
        <translation>按 Enter 键：它便消失，其余部分不变。</translation>
    </message>
    <message>
        <source>Remove anything from a photo</source>
        <translation>移除照片中的任何内容</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Try a sample photo</source>
        <translation>试用示例照片</translation>
    </message>
    <message>
        <source>Recent &amp;photos</source>
        <translation>最近的照片(&amp;P)</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>最近的照片</translation>
    </message>
    <message>
        <source>No longer there: {path}</source>
        <translation>已不存在：{path}</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Content fill</source>
        <translation>内容填充</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>The engine is loaded with the first removal.</source>
        <translation>引擎将在首次移除时载入。</translation>
    </message>
    <message>
        <source>{percent} % painted</source>
        <translation>已涂抹 {percent} %</translation>
    </message>
    <message>
        <source>{engine} on {device}, {precision}</source>
        <translation>{engine}（{device}，{precision}）</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>{percent} % ▾</source>
        <translation>{percent} % ▾</translation>
    </message>
    <message>
        <source>Zoom {percent} %</source>
        <translation>缩放 {percent} %</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>剩余 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min left</source>
        <translation>剩余 {hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>剩余 {minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Restore Brush</source>
        <translation>还原画笔</translation>
    </message>
    <message>
        <source>Magic Wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <source>Selecting object</source>
        <translation>正在选择对象</translation>
    </message>
    <message>
        <source>Object Select</source>
        <translation>选择对象</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Restore original</source>
        <translation>还原原图</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>抓手</translation>
    </message>
    <message>
        <source>Selecting like pixels</source>
        <translation>正在选择相似像素</translation>
    </message>
</context>
<context>
    <name>Updates</name>
    <message>
        <source>Try again later.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>Is this computer online?</source>
        <translation>此电脑是否已联网？</translation>
    </message>
    <message>
        <source>{host} refuses to answer (code {code}).</source>
        <translation>{host} 拒绝回应（代码 {code}）。</translation>
    </message>
    <message>
        <source>The answer of {host} cannot be understood.</source>
        <translation>无法理解 {host} 的回应。</translation>
    </message>
    <message>
        <source>No version is published at {host}.</source>
        <translation>{host} 上没有发布任何版本。</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>无法连接到 {host}。</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} 未及时回应。</translation>
    </message>
    <message>
        <source>Moebius {version} is available; this is {present}.</source>
        <translation>Moebius {version} 已发布；当前为 {present}。</translation>
    </message>
    <message>
        <source>This is the newest version ({version}).</source>
        <translation>这是最新版本（{version}）。</translation>
    </message>
    <message>
        <source>This copy of Moebius does not know where versions are published.</source>
        <translation>此 Moebius 副本不知道新版本发布在何处。</translation>
    </message>
    <message>
        <source>Looking for a newer version…</source>
        <translation>正在查找更新的版本…</translation>
    </message>
    <message>
        <source>Open the &amp;page</source>
        <translation>打开页面(&amp;P)</translation>
    </message>
    <message>
        <source>It is version {version}; look for a newer one where you got it.</source>
        <translation>它是 {version} 版；请到您获取它的地方查找更新的版本。</translation>
    </message>
</context>
<context>
    <name>Variations</name>
    <message>
        <source>Variations</source>
        <translation>变体</translation>
    </message>
</context>
<context>
    <name>Weights</name>
    <message>
        <source>It can be downloaded again.</source>
        <translation>可以重新下载。</translation>
    </message>
    <message>
        <source>Import a File of Weights</source>
        <translation>导入权重文件</translation>
    </message>
    <message>
        <source>Import a Folder of Weights</source>
        <translation>导入权重文件夹</translation>
    </message>
    <message>
        <source>Without it these cannot be used: {sets}.</source>
        <translation>没有它，以下权重将无法使用：{sets}。</translation>
    </message>
    <message>
        <source>The files it was imported from stay as they are.</source>
        <translation>导入时所用的原文件保持不变。</translation>
    </message>
    <message>
        <source>Weights of the Moebius Network</source>
        <translation>Moebius 网络的权重</translation>
    </message>
    <message>
        <source>The Moebius network knows what things look like and fills large holes better than content fill. What it has learnt, its weights, is downloaded once from the Hugging Face hub or imported from files; your photos never leave this computer.</source>
        <translation>Moebius 网络了解事物的样貌，填补大面积空缺时效果优于内容填充。它学到的知识（权重）只需从 Hugging Face Hub 下载一次，或从文件导入；您的照片绝不会离开此电脑。</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>下载(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>校验(&amp;V)</translation>
    </message>
    <message>
        <source>Read every byte and tell what is damaged.</source>
        <translation>读取每个字节并报告损坏之处。</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>移除(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Import File…</source>
        <translation>导入文件(&amp;I)…</translation>
    </message>
    <message>
        <source>Import &amp;Folder…</source>
        <translation>导入文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Show in Folder</source>
        <translation>在文件夹中显示(&amp;S)</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>取消(&amp;L)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>{size} are free on the disk of “{folder}”.</source>
        <translation>“{folder}”所在磁盘的可用空间为 {size}。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Goes on behind: “Weights…” shows it again.</source>
        <translation>将在后台继续；选择“权重…”可再次查看。</translation>
    </message>
    <message>
        <source>&amp;Continue Download</source>
        <translation>继续下载(&amp;C)</translation>
    </message>
    <message>
        <source>Remove “{set}” from this computer?</source>
        <translation>要从此电脑移除“{set}”吗？</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在此电脑上</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>{sets}, which comes with it</source>
        <translation>{sets}，会一并下载</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>需下载</translation>
    </message>
    <message>
        <source>imported on {day}</source>
        <translation>于 {day} 导入</translation>
    </message>
    <message>
        <source>downloaded on {day}</source>
        <translation>于 {day} 下载</translation>
    </message>
    <message>
        <source>{sets}, which is missing</source>
        <translation>{sets}，尚缺</translation>
    </message>
    <message>
        <source>{sets}, which is installed</source>
        <translation>{sets}，已安装</translation>
    </message>
    <message>
        <source>{came} have come</source>
        <translation>已下载 {came}</translation>
    </message>
    <message>
        <source>Stopped. What has come is kept; “Continue Download” goes on from there.</source>
        <translation>已停止。已下载的部分会保留；选择“继续下载”可接着下载。</translation>
    </message>
    <message>
        <source>“{set}” is sound, down to the last byte.</source>
        <translation>“{set}”完好无损，每个字节都正确。</translation>
    </message>
    <message>
        <source>Remove it and get it again.</source>
        <translation>请将其移除后重新获取。</translation>
    </message>
    <message>
        <source>“{set}” was removed; {size} are free again.</source>
        <translation>“{set}”已移除，释放了 {size}。</translation>
    </message>
    <message>
        <source>Imported: {sets}.</source>
        <translation>已导入：{sets}。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was installed by halves.</source>
        <translation>已停止，没有留下不完整的安装。</translation>
    </message>
    <message>
        <source>Stopped before everything was checked.</source>
        <translation>已停止，校验尚未完成。</translation>
    </message>
    <message>
        <source>“{set}” is installed; the next removal can use it.</source>
        <translation>“{set}”已安装，下次移除即可使用。</translation>
    </message>
    <message>
        <source>Moebius for scenes and everything else (fine-tuned on Places2)</source>
        <translation>Moebius，适合场景及其他各类照片（在 Places2 上微调）</translation>
    </message>
    <message>
        <source>Moebius as first trained</source>
        <translation>Moebius，最初训练的版本</translation>
    </message>
    <message>
        <source>Moebius for faces (fine-tuned on CelebA-HQ)</source>
        <translation>Moebius，适合人脸（在 CelebA-HQ 上微调）</translation>
    </message>
    <message>
        <source>Moebius for faces (fine-tuned on FFHQ)</source>
        <translation>Moebius，适合人脸（在 FFHQ 上微调）</translation>
    </message>
    <message>
        <source>The autoencoder of all Moebius weights</source>
        <translation>所有 Moebius 权重共用的自编码器</translation>
    </message>
    <message>
        <source>Moebius for scenes, as ready ONNX graphs with their autoencoder</source>
        <translation>Moebius，适合场景，现成的 ONNX 图，含自编码器</translation>
    </message>
    <message>
        <source>Apache-2.0 in the authors&apos; README, MIT on the download page</source>
        <translation>作者的 README 中为 Apache-2.0，下载页面上为 MIT</translation>
    </message>
    <message>
        <source>MIT on the download page</source>
        <translation>下载页面上为 MIT</translation>
    </message>
    <message>
        <source>Apache-2.0 on the download page</source>
        <translation>下载页面上为 Apache-2.0</translation>
    </message>
</context>
<context>
    <name>WeightsOffer</name>
    <message>
        <source>&amp;Download…</source>
        <translation>下载(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
    <message>
        <source>D&amp;on&apos;t offer again</source>
        <translation>不再提示(&amp;O)</translation>
    </message>
    <message>
        <source>Get the Moebius network (about {size}) for better removals, above all of large things.</source>
        <translation>获取 Moebius 网络（约 {size}），移除效果更好，尤其是较大的物体。</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>There is no picture to paste.</source>
        <translation>没有可粘贴的图片。</translation>
    </message>
    <message>
        <source>The mask was cleared; Undo brings it back.</source>
        <translation>蒙版已清除；撤销可将其恢复。</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>已粘贴</translation>
    </message>
    <message>
        <source>Moebius does not load pictures from the network.</source>
        <translation>Moebius 不从网络加载图片。</translation>
    </message>
    <message>
        <source>Save the picture to a file first, then open that.</source>
        <translation>请先将图片保存为文件，然后再打开。</translation>
    </message>
    <message>
        <source>The log is in “{folder}”.</source>
        <translation>日志位于“{folder}”。</translation>
    </message>
    <message>
        <source>Paint over what should go, then press Enter.</source>
        <translation>涂抹要去掉的内容，然后按 Enter 键。</translation>
    </message>
    <message>
        <source>Nothing has been changed here; nothing to restore.</source>
        <translation>此处没有改动，无需还原。</translation>
    </message>
    <message>
        <source>&amp;Clear the List</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
    <message>
        <source>The language changes when Moebius is started again.</source>
        <translation>语言将在重新启动 Moebius 后更改。</translation>
    </message>
    <message>
        <source>Weights are still on their way; what has come of a download is kept.</source>
        <translation>权重仍在处理中；已下载的部分会保留。</translation>
    </message>
    <message>
        <source>The details are in “{file}”.</source>
        <translation>详情见“{file}”。</translation>
    </message>
    <message>
        <source>Something went wrong inside Moebius ({kind}).</source>
        <translation>Moebius 内部出错（{kind}）。</translation>
    </message>
    <message>
        <source>Your photo is still here; save it under another name to be safe.</source>
        <translation>您的照片仍在；为安全起见，请另存为其他名称。</translation>
    </message>
    <message>
        <source>A batch is still running.</source>
        <translation>批处理仍在运行。</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation>胶片栏</translation>
    </message>
    <message>
        <source>Show the original while held</source>
        <translation>按住时显示原图</translation>
    </message>
    <message>
        <source>Hold to see the original (\)</source>
        <translation>按住可查看原图 (\)</translation>
    </message>
</context>
</TS>
